#pragma once

#include <functional>
#include <string>

#include "core/base/result.h"
#include "core/data/safetensors.h"
#include "core/model/weights.h"

namespace facet {

/// For a file that cannot be used as a checkpoint, and why.
Error not_a_checkpoint(const std::string& where, const std::string& reason);

/// Writes tensors as one safetensors file that appears whole or not at all, their checksum among
/// `metadata`. Any thread. Errors: a number that is not finite, disk full, no permission.
Status write_tensors(const std::string& path, const TensorMap& tensors, TensorMetadata metadata);

/// Copies of the tensors of an open file, which is at `path`; `wanted` (if given) chooses them by
/// name. Any thread. Errors: the checksum does not agree, or a type that no checkpoint holds.
Result<TensorMap> read_tensors(const SafetensorsFile& file, const std::string& path,
                               const std::function<bool(const std::string&)>& wanted = nullptr);

}  // namespace facet
