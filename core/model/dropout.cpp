#include "core/model/dropout.h"

#include <ATen/ATen.h>

namespace facet {

at::Tensor Dropout::operator()(const at::Tensor& x) const {
  if (rate_ <= 0) return x;
  return x * at::empty_like(x).bernoulli_(1 - rate_, generator_).mul_(1 / (1 - rate_));
}

}  // namespace facet
