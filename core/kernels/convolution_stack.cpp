#include "core/kernels/convolution_stack.h"

#include "core/kernels/cpu.h"
#include "core/kernels/picture_columns.h"

namespace facet {

bool can_stack(at::TensorList weights) {
  constexpr std::int64_t kMultiple = 32;
  const auto fits = [](std::int64_t channels) {
    return channels % kMultiple == 0 || channels == PictureColumns::kColors;
  };
  const at::ScalarType type = weights.front().scalar_type();
  for (const at::Tensor& weight : weights) {
    if (!weight.is_cpu() || weight.scalar_type() != type) return false;
    if (!fits(weight.size(0)) || !fits(weight.size(1))) return false;
  }
  return type == at::kFloat || (type == at::kBFloat16 && has_avx512_bf16());
}

}  // namespace facet
