#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>

#include "core/model/parameters.h"

namespace facet {

/// The activation of the fast presets: x above 0, 0.2 x below.
at::Tensor leaky(const at::Tensor& x);

/// Weights that keep the size of what passes through them and leaky(), times `gain`: normal,
/// of `fan_in` inputs each (He et al. 2015).
Initializer he_normal(std::int64_t fan_in, double gain = 1);

}  // namespace facet
