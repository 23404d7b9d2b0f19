#include "core/model/leaky.h"

#include <ATen/ATen.h>

#include <cmath>

namespace facet {
namespace {

constexpr double kSlope = 0.2;

}  // namespace

at::Tensor leaky(const at::Tensor& x) { return at::leaky_relu(x, kSlope); }

Initializer he_normal(std::int64_t fan_in, double gain) {
  return Initializer::normal(
      gain * std::sqrt(2.0 / ((1 + kSlope * kSlope) * static_cast<double>(fan_in))));
}

}  // namespace facet
