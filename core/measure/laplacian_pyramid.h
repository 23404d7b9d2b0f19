#pragma once

#include <array>
#include <vector>

#include "core/base/image.h"

namespace facet {

/// A picture's channels one after another, each `side` x `side`, rows from the top.
struct Planes {
  int side = 0;
  std::vector<float> values;  ///< 3 * side * side

  const float* channel(int index) const {
    return values.data() + static_cast<std::size_t>(index) * side * side;
  }
  float* channel(int index) {
    return values.data() + static_cast<std::size_t>(index) * side * side;
  }
};

/// Levels of a pyramid: sides 64, 32 and 16.
inline constexpr int kPyramidLevels = 3;

/// The Laplacian pyramid (Burt & Adelson 1983) of a face of 64 x 64 RGB, values 0 to 255: what each
/// side shows beyond the next smaller one, and the smallest as it is. Filter and borders as in the
/// sliced Wasserstein distance of Karras et al. 2018 (5 x 5 binomial, mirrored without repeating
/// the edge).
std::array<Planes, kPyramidLevels> laplacian_pyramid(const Image& face);

}  // namespace facet
