#include "core/model/tensor_file.h"

#include <ATen/ATen.h>

#include <cstring>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "core/base/hash.h"
#include "core/model/tensor_check.h"

namespace facet {
namespace {

constexpr const char* kHashKey = "hash";

std::optional<TensorType> file_type(at::ScalarType type) {
  switch (type) {
    case at::kDouble:
      return TensorType::kF64;
    case at::kFloat:
      return TensorType::kF32;
    case at::kBFloat16:
      return TensorType::kBF16;
    case at::kLong:
      return TensorType::kI64;
    case at::kByte:
      return TensorType::kU8;
    default:
      return std::nullopt;
  }
}

std::optional<at::ScalarType> tensor_type(TensorType type) {
  for (const at::ScalarType known :
       {at::kDouble, at::kFloat, at::kBFloat16, at::kLong, at::kByte}) {
    if (file_type(known) == type) return known;
  }
  return std::nullopt;
}

void add_entry(Hasher& hasher, const TensorEntry& entry) {
  hasher.add(std::string_view(entry.name)).add(entry.bytes.data(), entry.bytes.size());
}

// Entries come in the order of their names, from a TensorMap as from a file.
std::string hash_of(std::span<const TensorEntry> entries) {
  Hasher hasher;
  for (const TensorEntry& entry : entries) add_entry(hasher, entry);
  return hasher.hex();
}

}  // namespace

Error not_a_checkpoint(const std::string& where, const std::string& reason) {
  return {ErrorCode::kBadInput, reason + "; use another checkpoint", where};
}

Status write_tensors(const std::string& path, const TensorMap& tensors, TensorMetadata metadata) {
  std::vector<TensorEntry> entries;
  std::vector<at::Tensor> rows;  // keeps contiguous copies alive until they are written
  for (const auto& [name, tensor] : tensors) {
    if (!all_finite(tensor)) {
      return Error{ErrorCode::kDiverged,
                   "tensor '" + name +
                       "' holds a number that is not finite, so no checkpoint was written; go on "
                       "from the one before with a lower learning rate",
                   path};
    }
    const std::optional<TensorType> type = file_type(tensor.scalar_type());
    if (!type) {
      return Error{ErrorCode::kInternal, "tensor '" + name + "' has a type no checkpoint holds",
                   path};
    }
    rows.push_back(tensor.contiguous());
    const at::Tensor& row = rows.back();
    entries.push_back({name,
                       *type,
                       row.sizes().vec(),
                       {static_cast<const std::uint8_t*>(row.const_data_ptr()), row.nbytes()}});
  }
  metadata[kHashKey] = hash_of(entries);
  return write_safetensors(path, entries, metadata);
}

Result<TensorMap> read_tensors(const SafetensorsFile& file, const std::string& path,
                               const std::function<bool(const std::string&)>& wanted) {
  const auto hash = file.metadata().find(kHashKey);
  if (hash != file.metadata().end() && hash->second != hash_of(file.entries())) {
    return not_a_checkpoint(path,
                            "the values do not agree with their checksum, the file is damaged");
  }
  TensorMap tensors;
  for (const TensorEntry& entry : file.entries()) {
    if (wanted && !wanted(entry.name)) continue;
    const std::optional<at::ScalarType> type = tensor_type(entry.type);
    if (!type) {
      return not_a_checkpoint(path, "tensor '" + entry.name + "' holds " +
                                        tensor_type_name(entry.type) +
                                        " numbers, which no checkpoint does");
    }
    at::Tensor tensor = at::empty(entry.shape, *type);
    std::memcpy(tensor.mutable_data_ptr(), entry.bytes.data(), entry.bytes.size());
    tensors.emplace(entry.name, std::move(tensor));
  }
  return tensors;
}

}  // namespace facet
