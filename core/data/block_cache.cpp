#include "core/data/block_cache.h"

#include <algorithm>
#include <filesystem>

#include "core/base/files.h"
#include "core/data/npy_header.h"

namespace facet {
namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t kMaxCacheBytes = std::uintmax_t{8} << 30U;

/// Deletes the longest unused blocks until the rest fits; `kept` stays in any case.
void shrink_cache(const fs::path& kept) {
  struct Block {
    fs::path path;
    fs::file_time_type used;
    std::uintmax_t bytes = 0;
  };
  std::error_code error;
  std::vector<Block> blocks;
  std::uintmax_t total = 0;
  for (const fs::directory_entry& entry : fs::directory_iterator(kept.parent_path(), error)) {
    if (entry.path().extension() != ".npy") continue;
    const std::uintmax_t bytes = entry.file_size(error);
    if (error) continue;
    total += bytes;
    if (entry.path() != kept) blocks.push_back({entry.path(), entry.last_write_time(error), bytes});
  }
  std::sort(blocks.begin(), blocks.end(),
            [](const Block& a, const Block& b) { return a.used < b.used; });
  for (const Block& block : blocks) {
    if (total <= kMaxCacheBytes) return;
    fs::remove(block.path, error);
    fs::remove(fs::path(block.path).replace_extension(".json"), error);
    total -= block.bytes;
  }
}

}  // namespace

std::string block_path(const std::string& cache_folder, const std::string& key) {
  return cache_folder.empty() ? "" : cache_folder + "/blocks/" + key + ".npy";
}

Result<DatasetPtr> open_block(const std::string& path, DatasetFacts facts) {
  Result<MappedFile> file = MappedFile::open(path);
  if (!file) return file.error();
  const Result<ArrayLayout> layout = parse_npy_header(file->bytes(), path);
  if (!layout) return layout.error();
  const std::vector<std::int64_t>& shape = layout->shape;
  if (layout->type != ElementType::kUint8 || layout->fortran || shape.size() != 4 ||
      shape[0] == 0 || shape[1] != kFaceSide || shape[2] != kFaceSide || shape[3] != 3) {
    return Error{ErrorCode::kBadInput, "this is no block of pictures; delete it", path};
  }
  std::error_code ignored;
  fs::last_write_time(path, fs::file_time_type::clock::now(), ignored);
  return DatasetPtr(
      std::make_shared<BlockDataset>(std::move(*file), layout->offset, std::move(facts)));
}

BlockBuilder::BlockBuilder(const std::string& path) : path_(path) {
  if (path_.empty()) return;
  const std::string folder = fs::path(path_).parent_path().string();
  if (!make_folder(folder)) return;
  remove_abandoned_files(folder);
  Result<NpyWriter> writer = NpyWriter::create_uint8(path_, {kFaceSide, kFaceSide, 3});
  if (writer) writer_.emplace(std::move(*writer));
}

Status BlockBuilder::append(std::span<const std::uint8_t> pictures) {
  if (writer_) return writer_->append(pictures);
  memory_.insert(memory_.end(), pictures.begin(), pictures.end());
  return {};
}

Result<DatasetPtr> BlockBuilder::finish(DatasetFacts facts) {
  if (!writer_) {
    return DatasetPtr(std::make_shared<BlockDataset>(std::move(memory_), std::move(facts)));
  }
  if (const Status status = writer_->finish(); !status) return status.error();
  shrink_cache(path_);
  return open_block(path_, std::move(facts));
}

}  // namespace facet
