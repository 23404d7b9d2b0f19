#include "core/measure/small_face.h"

#include <algorithm>
#include <cassert>

namespace facet {

void scale_down(std::span<const std::uint8_t> rgb, std::span<float> small, int side) {
  const int factor = kFaceSide / side;
  assert(rgb.size() == kFaceBytes && factor * side == kFaceSide &&
         small.size() == static_cast<std::size_t>(side) * static_cast<std::size_t>(side) * 3);
  std::fill(small.begin(), small.end(), 0.0F);
  for (int y = 0; y < kFaceSide; ++y) {
    float* row = small.data() + y / factor * side * 3;
    const std::uint8_t* from = rgb.data() + y * kFaceSide * 3;
    for (int x = 0; x < kFaceSide; ++x) {
      for (int channel = 0; channel < 3; ++channel) {
        row[x / factor * 3 + channel] += from[x * 3 + channel];
      }
    }
  }
  for (float& value : small) value /= static_cast<float>(255 * factor * factor);
}

}  // namespace facet
