#include "core/measure/small_face.h"

#include <algorithm>
#include <cassert>

namespace facet {

void scale_down(std::span<const std::uint8_t> rgb, std::span<float> small) {
  constexpr int kFactor = kFaceSide / kSmallFaceSide;
  assert(rgb.size() == kFaceBytes && small.size() == std::size_t{kSmallFaceNumbers});
  std::fill(small.begin(), small.end(), 0.0F);
  for (int y = 0; y < kFaceSide; ++y) {
    float* row = small.data() + y / kFactor * kSmallFaceSide * 3;
    const std::uint8_t* from = rgb.data() + y * kFaceSide * 3;
    for (int x = 0; x < kFaceSide; ++x) {
      for (int channel = 0; channel < 3; ++channel) {
        row[x / kFactor * 3 + channel] += from[x * 3 + channel];
      }
    }
  }
  for (float& value : small) value /= 255.0F * kFactor * kFactor;
}

}  // namespace facet
