#include "core/model/dropout.h"

#include <ATen/ATen.h>

#include <cmath>
#include <limits>
#include <optional>

namespace facet {

at::Tensor Dropout::operator()(const at::Tensor& x) const {
  if (rate_ <= 0) return x;
  // A byte of chance for each number: drawing a fraction for each costs as much as a layer does.
  const std::int64_t words = (x.numel() + 7) / 8;
  const at::Tensor chance =
      at::empty({words}, x.options().dtype(at::kLong).requires_grad(false))
          .random_(std::numeric_limits<std::int64_t>::min(), std::nullopt, generator_)
          .view(at::kByte)
          .narrow(0, 0, x.numel())
          .view(x.sizes());
  const double dropped = std::round(rate_ * 256);
  const double kept = 1 - dropped / 256;
  return x * chance.ge(dropped).to(x.scalar_type()).div_(kept);
}

}  // namespace facet
