#include "core/measure/smoothing.h"

#include <algorithm>

#include "core/base/image.h"

namespace facet {
namespace {

constexpr int kRow = kFaceSide * 3;

/// One pass along rows into `scratch`, one along columns back.
void smooth(float* face, float* scratch) {
  for (int y = 0; y < kFaceSide; ++y) {
    const float* from = face + y * kRow;
    float* row = scratch + y * kRow;
    for (int i = 3; i < kRow - 3; ++i) {
      row[i] = 0.5F * from[i] + 0.25F * (from[i - 3] + from[i + 3]);
    }
    for (int i = 0; i < 3; ++i) {
      row[i] = 0.75F * from[i] + 0.25F * from[i + 3];
      row[kRow - 3 + i] = 0.75F * from[kRow - 3 + i] + 0.25F * from[kRow - 6 + i];
    }
  }
  for (int y = 0; y < kFaceSide; ++y) {
    const float* row = scratch + y * kRow;
    const float* above = scratch + std::max(y - 1, 0) * kRow;
    const float* below = scratch + std::min(y + 1, kFaceSide - 1) * kRow;
    float* to = face + y * kRow;
    for (int i = 0; i < kRow; ++i) to[i] = 0.5F * row[i] + 0.25F * (above[i] + below[i]);
  }
}

}  // namespace

void write_smoothed(std::span<const std::uint8_t> rgb, int passes, float* to,
                    std::vector<float>& scratch) {
  scratch.resize(kFaceBytes);
  std::transform(rgb.begin(), rgb.begin() + kFaceBytes, to,
                 [](std::uint8_t value) { return static_cast<float>(value) / 255.0F; });
  for (int i = 0; i < passes; ++i) smooth(to, scratch.data());
}

}  // namespace facet
