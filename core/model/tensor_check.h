#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <span>
#include <string>

#include "core/base/result.h"
#include "core/model/weights.h"

namespace facet {

/// "64 x 3 x 3 x 3", for sentences.
std::string shape_text(std::span<const std::int64_t> shape);

/// Whether no number of the tensor is infinite or NaN; whole numbers never are.
bool all_finite(const at::Tensor& tensor);

/// The tensor `name` of a checkpoint's map. Errors name `where`, the tensor and what is wrong: it
/// is missing, has another shape or type, or holds a number that is not finite.
Result<at::Tensor> find_tensor(const TensorMap& map, const std::string& name,
                               std::span<const std::int64_t> shape, at::ScalarType type,
                               const std::string& where);

}  // namespace facet
