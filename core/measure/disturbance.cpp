#include "core/measure/disturbance.h"

#include <algorithm>

#include "core/base/image.h"

namespace facet {
namespace {

constexpr int kMostShift = 2;
constexpr int kMostSmoothings = 2;
constexpr int kRow = kFaceSide * 3;

int shift(drawing::CounterRandom& random) {
  return random.integer(2 * kMostShift + 1) - kMostShift;
}

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

Disturbance random_disturbance(drawing::CounterRandom& random) {
  Disturbance disturbance;
  disturbance.right = shift(random);
  disturbance.down = shift(random);
  disturbance.smoothings = random.integer(kMostSmoothings + 1);
  return disturbance;
}

void write_disturbed(std::span<const std::uint8_t> rgb, const Disturbance& disturbance, float* to,
                     std::vector<float>& scratch) {
  scratch.resize(kFaceBytes);
  for (int y = 0; y < kFaceSide; ++y) {
    const int from_y = std::clamp(y - disturbance.down, 0, kFaceSide - 1);
    const std::uint8_t* row = rgb.data() + from_y * kRow;
    for (int x = 0; x < kFaceSide; ++x) {
      const int from_x = std::clamp(x - disturbance.right, 0, kFaceSide - 1);
      for (int channel = 0; channel < 3; ++channel) {
        to[y * kRow + x * 3 + channel] = static_cast<float>(row[from_x * 3 + channel]) / 255.0F;
      }
    }
  }
  for (int i = 0; i < disturbance.smoothings; ++i) smooth(to, scratch.data());
}

}  // namespace facet
