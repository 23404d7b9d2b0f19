#include "core/model/tensor_check.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>

namespace facet {
namespace {

Error bad_tensor(const std::string& where, const std::string& name, const std::string& reason) {
  return {ErrorCode::kBadInput,
          "tensor '" + name + "' " + reason +
              "; the file is damaged or belongs to another model, use another checkpoint",
          where};
}

}  // namespace

std::string shape_text(std::span<const std::int64_t> shape) {
  std::string text;
  for (const std::int64_t side : shape) {
    text += (text.empty() ? "" : " x ") + std::to_string(side);
  }
  return text.empty() ? "a single number" : text;
}

bool all_finite(const at::Tensor& tensor) {
  if (!tensor.is_floating_point()) return true;
  // A sum is a sixth of the work, and no number that is not finite leaves it finite.
  if (std::isfinite(tensor.sum().item<double>())) return true;
  return at::isfinite(tensor).all().item<bool>();
}

Result<at::Tensor> find_tensor(const TensorMap& map, const std::string& name,
                               std::span<const std::int64_t> shape, at::ScalarType type,
                               const std::string& where) {
  const auto found = map.find(name);
  if (found == map.end()) return bad_tensor(where, name, "is missing");
  const at::Tensor& tensor = found->second;
  if (!std::ranges::equal(tensor.sizes(), shape)) {
    return bad_tensor(where, name,
                      "is " + shape_text(tensor.sizes()) + ", but must be " + shape_text(shape));
  }
  if (tensor.scalar_type() != type) {
    return bad_tensor(where, name,
                      std::string("holds ") + at::toString(tensor.scalar_type()) +
                          " numbers, but must hold " + at::toString(type));
  }
  if (!all_finite(tensor)) {
    return bad_tensor(where, name, "holds a number that is not finite");
  }
  return tensor;
}

}  // namespace facet
