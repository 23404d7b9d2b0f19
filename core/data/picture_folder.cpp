#include "core/data/picture_folder.h"

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <optional>

#include "core/base/files.h"
#include "core/base/hash.h"
#include "core/data/block_cache.h"
#include "core/data/parallel.h"
#include "core/image/codec.h"

namespace facet {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMaxFileBytes = std::size_t{1} << 30U;
constexpr std::size_t kMaxWarnings = 100;
/// Pictures decoded between two reports of progress.
constexpr std::int64_t kChunk = 64;
/// Goes into the cache's key: raise it when decoding or to_face changes.
constexpr std::int64_t kDecodingVersion = 1;

struct PictureFile {
  std::string name;  ///< inside the folder
  std::int64_t bytes = 0;
  std::int64_t time = 0;
};

/// What is known after decoding besides the pixels; kept beside the block.
struct FolderFacts {
  std::vector<std::int64_t> broken;  ///< positions of the files that were left out
  std::vector<std::string> warnings;
  int source_width = 0;
  int source_height = 0;
};

Result<std::vector<PictureFile>> list_pictures(const std::string& folder) {
  std::vector<PictureFile> files;
  std::error_code error;
  auto entry = fs::recursive_directory_iterator(
      folder, fs::directory_options::skip_permission_denied, error);
  for (; !error && entry != fs::recursive_directory_iterator(); entry.increment(error)) {
    const std::string leaf = entry->path().filename().string();
    std::error_code ignored;
    if (entry->is_directory(ignored)) {
      if (leaf.starts_with('.')) entry.disable_recursion_pending();
      continue;
    }
    if (leaf.starts_with('.') || !has_picture_extension(leaf)) continue;
    PictureFile file{entry->path().lexically_relative(folder).string(), 0, 0};
    file.bytes = static_cast<std::int64_t>(entry->file_size(ignored));
    file.time = entry->last_write_time(ignored).time_since_epoch().count();
    files.push_back(std::move(file));
  }
  if (error) return system_error("read the folder", folder, error.value());
  std::sort(files.begin(), files.end(), [](const PictureFile& a, const PictureFile& b) {
    return natural_less(a.name, b.name);
  });
  return files;
}

std::string key_of(const std::vector<PictureFile>& files) {
  Hasher hasher;
  hasher.add("folder of pictures").add(kDecodingVersion);
  for (const PictureFile& file : files) hasher.add(file.name).add(file.bytes).add(file.time);
  return hasher.hex();
}

std::string facts_path(const std::string& block) {
  return fs::path(block).replace_extension(".json").string();
}

std::string format_facts(const FolderFacts& facts) {
  return nlohmann::json{{"broken", facts.broken},
                        {"warnings", facts.warnings},
                        {"source_width", facts.source_width},
                        {"source_height", facts.source_height}}
      .dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::optional<FolderFacts> read_facts(const std::string& block, std::int64_t files) {
  const Result<std::string> text = read_file(facts_path(block));
  if (!text) return std::nullopt;
  const nlohmann::json json = nlohmann::json::parse(*text, nullptr, false);
  try {
    FolderFacts facts{json.at("broken"), json.at("warnings"), json.at("source_width"),
                      json.at("source_height")};
    const bool sound =
        std::is_sorted(facts.broken.begin(), facts.broken.end()) &&
        (facts.broken.empty() || (facts.broken.front() >= 0 && facts.broken.back() < files));
    return sound ? std::optional(std::move(facts)) : std::nullopt;
  } catch (const nlohmann::json::exception&) {
    return std::nullopt;
  }
}

/// One file's way to a face.
struct Decoded {
  Image face;
  int width = 0;
  int height = 0;
  std::optional<Error> error;
};

Decoded decode_file(const std::string& path, const std::string& name) {
  const Result<std::string> bytes = read_file(path, kMaxFileBytes);
  if (!bytes) return {{}, 0, 0, bytes.error()};
  const Result<Image> picture =
      decode_picture({reinterpret_cast<const std::uint8_t*>(bytes->data()), bytes->size()}, name);
  if (!picture) return {{}, 0, 0, picture.error()};
  return {to_face(*picture), picture->width, picture->height, std::nullopt};
}

void note_broken(FolderFacts& facts, std::int64_t position, const Error& error) {
  facts.broken.push_back(position);
  if (facts.warnings.size() < kMaxWarnings) facts.warnings.push_back(to_string(error));
}

/// Decodes all files into `builder`, in their order.
Result<FolderFacts> decode_all(const std::string& folder, const std::vector<PictureFile>& files,
                               const Progress& progress, BlockBuilder& builder) {
  FolderFacts facts;
  bool first = true;
  const auto count = static_cast<std::int64_t>(files.size());
  for (std::int64_t begin = 0; begin < count; begin += kChunk) {
    if (progress && !progress(static_cast<double>(begin) / static_cast<double>(count))) {
      return Error{ErrorCode::kCanceled, "reading the folder was stopped", folder};
    }
    std::vector<Decoded> chunk(static_cast<std::size_t>(std::min(kChunk, count - begin)));
    parallel_for(static_cast<std::int64_t>(chunk.size()), [&](std::int64_t i) {
      const std::string& name = files[static_cast<std::size_t>(begin + i)].name;
      chunk[static_cast<std::size_t>(i)] = decode_file((fs::path(folder) / name).string(), name);
    });
    for (std::size_t i = 0; i < chunk.size(); ++i) {
      const Decoded& picture = chunk[i];
      if (picture.error) {
        note_broken(facts, begin + static_cast<std::int64_t>(i), *picture.error);
        continue;
      }
      if (Status status = builder.append(picture.face.pixels); !status) return status.error();
      facts.source_width = first || facts.source_width == picture.width ? picture.width : 0;
      facts.source_height = first || facts.source_height == picture.height ? picture.height : 0;
      first = false;
    }
  }
  if (facts.broken.size() > facts.warnings.size()) {
    facts.warnings.push_back("and " + std::to_string(facts.broken.size() - facts.warnings.size()) +
                             " files more");
  }
  return facts;
}

Error no_pictures(const std::string& folder, const std::string& reason) {
  return {ErrorCode::kBadInput,
          reason + "; name a folder that holds PNG, JPEG, BMP, GIF or WebP files", folder};
}

Result<Labels> read_folder_labels(const std::string& folder, const std::vector<PictureFile>& files,
                                  const std::vector<std::int64_t>& broken) {
  const std::string path = (fs::path(folder) / "labels.csv").string();
  std::error_code error;
  if (!fs::exists(path, error)) return Labels{};
  const Result<std::string> text = read_file(path);
  if (!text) return text.error();
  std::vector<std::string> names;
  for (const PictureFile& file : files) names.push_back(file.name);
  Result<Labels> labels = parse_file_labels(*text, names, path);
  if (!labels || broken.empty()) return labels;
  std::vector<std::int64_t> used;
  for (std::int64_t i = 0; i < static_cast<std::int64_t>(files.size()); ++i) {
    if (!std::binary_search(broken.begin(), broken.end(), i)) used.push_back(i);
  }
  return pick_labels(*labels, used);
}

DatasetFacts dataset_facts(const std::string& folder, Labels labels, FolderFacts facts) {
  return {folder, std::move(labels), facts.source_width, facts.source_height,
          std::move(facts.warnings)};
}

}  // namespace

Result<DatasetPtr> open_picture_folder(const std::string& folder, const OpenOptions& options) {
  const Result<std::vector<PictureFile>> files = list_pictures(folder);
  if (!files) return files.error();
  if (files->empty()) return no_pictures(folder, "the folder holds no pictures");
  const auto count = static_cast<std::int64_t>(files->size());

  const std::string block = block_path(options.cache_folder, key_of(*files));
  if (std::optional<FolderFacts> known = read_facts(block, count)) {
    Result<Labels> labels = read_folder_labels(folder, *files, known->broken);
    if (!labels) return labels.error();
    const auto expected = count - static_cast<std::int64_t>(known->broken.size());
    Result<DatasetPtr> cached =
        open_block(block, dataset_facts(folder, std::move(*labels), std::move(*known)));
    if (cached && (*cached)->size() == expected) return cached;
  }

  BlockBuilder builder(block);
  Result<FolderFacts> facts = decode_all(folder, *files, options.progress, builder);
  if (!facts) return facts.error();
  if (static_cast<std::int64_t>(facts->broken.size()) == count) {
    return no_pictures(folder, "none of the " + std::to_string(count) +
                                   " pictures in the folder can be decoded, the first because: " +
                                   facts->warnings.front());
  }
  Result<Labels> labels = read_folder_labels(folder, *files, facts->broken);
  if (!labels) return labels.error();
  const std::string known = format_facts(*facts);
  Result<DatasetPtr> dataset =
      builder.finish(dataset_facts(folder, std::move(*labels), std::move(*facts)));
  if (dataset && !block.empty()) {
    // Without it the folder is decoded again the next time; nothing is lost.
    static_cast<void>(write_file_atomically(facts_path(block), known));
  }
  return dataset;
}

bool natural_less(std::string_view a, std::string_view b) {
  const auto is_digit = [](char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; };
  const auto take_number = [&](std::string_view& text) {
    const auto length = std::find_if_not(text.begin(), text.end(), is_digit) - text.begin();
    std::string_view digits = text.substr(0, static_cast<std::size_t>(length));
    text.remove_prefix(static_cast<std::size_t>(length));
    digits.remove_prefix(std::min(digits.find_first_not_of('0'), digits.size()));
    return digits;
  };
  std::string_view rest_a = a;
  std::string_view rest_b = b;
  while (!rest_a.empty() && !rest_b.empty()) {
    if (is_digit(rest_a.front()) && is_digit(rest_b.front())) {
      const std::string_view number_a = take_number(rest_a);
      const std::string_view number_b = take_number(rest_b);
      if (number_a.size() != number_b.size()) return number_a.size() < number_b.size();
      if (number_a != number_b) return number_a < number_b;
      continue;
    }
    if (rest_a.front() != rest_b.front()) return rest_a.front() < rest_b.front();
    rest_a.remove_prefix(1);
    rest_b.remove_prefix(1);
  }
  if (rest_a.empty() != rest_b.empty()) return rest_a.empty();
  return a < b;
}

}  // namespace facet
