#include "core/data/safetensors.h"

#include <algorithm>

#include "core/data/atomic_file.h"
#include "core/data/safetensors_header.h"
#include "core/image/byte_order.h"

namespace facet {
namespace {

constexpr std::size_t kLengthBytes = 8;
/// A header names some hundred tensors; far more than that is an attack on memory.
constexpr std::uint64_t kMaxHeaderBytes = std::uint64_t{16} << 20U;

Error not_safetensors(const std::string& path, const std::string& reason) {
  return {ErrorCode::kBadInput,
          "this is not a whole safetensors file: " + reason +
              "; use an earlier checkpoint or get "
              "the file again",
          path};
}

bool fits(const TensorEntry& entry) {
  std::int64_t values = 1;
  for (const std::int64_t side : entry.shape) values *= side;
  return static_cast<std::size_t>(values) * tensor_type_bytes(entry.type) == entry.bytes.size();
}

}  // namespace

Result<SafetensorsFile> SafetensorsFile::open(const std::string& path) {
  Result<MappedFile> mapped = MappedFile::open(path);
  if (!mapped) return mapped.error();
  SafetensorsFile file(std::move(*mapped));
  const std::span<const std::uint8_t> bytes = file.file_.bytes();
  if (bytes.size() < kLengthBytes) {
    return not_safetensors(path, "it has only " + std::to_string(bytes.size()) + " bytes");
  }
  const auto length = load_little<std::uint64_t>(bytes.data());
  if (length > kMaxHeaderBytes || length > bytes.size() - kLengthBytes) {
    return not_safetensors(
        path, "it promises a header of " + std::to_string(length) + " bytes and has " +
                  std::to_string(bytes.size() - kLengthBytes) + " (at most 16 MB are read)");
  }
  const std::string_view text(reinterpret_cast<const char*>(bytes.data()) + kLengthBytes, length);
  Result<SafetensorsHeader> header =
      parse_safetensors_header(text, bytes.subspan(kLengthBytes + length), path);
  if (!header) return header.error();
  file.entries_ = std::move(header->entries);
  file.metadata_ = std::move(header->metadata);
  return file;
}

const TensorEntry* SafetensorsFile::find(std::string_view name) const {
  const auto found =
      std::lower_bound(entries_.begin(), entries_.end(), name,
                       [](const TensorEntry& entry, std::string_view n) { return entry.name < n; });
  return found != entries_.end() && found->name == name ? &*found : nullptr;
}

Status write_safetensors(const std::string& path, std::span<const TensorEntry> entries,
                         const TensorMetadata& metadata) {
  std::vector<TensorEntry> order(entries.begin(), entries.end());
  if (!std::all_of(order.begin(), order.end(), fits)) {
    return Error{ErrorCode::kInternal, "a tensor does not have the bytes that its shape says",
                 path};
  }
  std::stable_sort(order.begin(), order.end(), [](const TensorEntry& a, const TensorEntry& b) {
    const std::size_t width_a = tensor_type_bytes(a.type);
    const std::size_t width_b = tensor_type_bytes(b.type);
    return width_a != width_b ? width_a > width_b : a.name < b.name;
  });
  std::string header = format_safetensors_header(order, metadata);
  header.append((kLengthBytes - header.size() % kLengthBytes) % kLengthBytes, ' ');

  Result<AtomicFile> file = AtomicFile::create(path);
  if (!file) return file.error();
  const auto length = number_bytes(std::uint64_t{header.size()}, std::endian::little);
  if (Status status = file->write(std::span(length)); !status) return status;
  if (Status status = file->write(header); !status) return status;
  for (const TensorEntry& entry : order) {
    if (Status status = file->write(entry.bytes); !status) return status;
  }
  return file->commit();
}

}  // namespace facet
