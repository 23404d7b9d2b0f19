#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/data/mapped_file.h"

namespace facet {

/// Type of a tensor's values, as safetensors names them: the name is the enumerator without `k`.
enum class TensorType { kF64, kF32, kF16, kBF16, kI64, kI32, kU8, kBOOL };

/// "F32" and so on.
const char* tensor_type_name(TensorType type);
/// Bytes of one value.
std::size_t tensor_type_bytes(TensorType type);

/// A named tensor: little-endian values in C order. Holds no memory of its own.
struct TensorEntry {
  std::string name;
  TensorType type = TensorType::kF32;
  std::vector<std::int64_t> shape;      ///< empty: a single value
  std::span<const std::uint8_t> bytes;  ///< exactly the product of the shape values
};

/// Texts beside the tensors, `__metadata__` in the file.
using TensorMetadata = std::map<std::string, std::string>;

/// A safetensors file mapped for reading (https://github.com/huggingface/safetensors: 8 bytes of
/// header length, a JSON header, the values). Data only: opening it runs nothing. Movable; any
/// number of threads may read.
class SafetensorsFile {
 public:
  /// Checks everything before it returns: the header's length and JSON, known types, shapes that do
  /// not overflow, value ranges that lie in the file and cover it without gap or overlap. Errors
  /// name the file, the tensor, the reason and what to do.
  static Result<SafetensorsFile> open(const std::string& path);

  /// In the order of their names.
  const std::vector<TensorEntry>& entries() const { return entries_; }
  const TensorMetadata& metadata() const { return metadata_; }
  /// The tensor of that name, or nullptr. Its bytes live as long as this object (moved or not) and
  /// may stand at any address: copy them out rather than cast the pointer.
  const TensorEntry* find(std::string_view name) const;

 private:
  explicit SafetensorsFile(MappedFile file) : file_(std::move(file)) {}

  MappedFile file_;
  std::vector<TensorEntry> entries_;
  TensorMetadata metadata_;
};

/// Writes a safetensors file atomically: a temporary name, fsync, rename, so a kill leaves the
/// earlier file whole. Names must differ; each entry must have as many bytes as its shape says.
/// Tensors of the widest values come first, so all are aligned. Errors name the path and the
/// reason: disk full, no permission.
Status write_safetensors(const std::string& path, std::span<const TensorEntry> entries,
                         const TensorMetadata& metadata);

}  // namespace facet
