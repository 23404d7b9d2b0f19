#include "core/measure/laplacian_pyramid.h"

#include <cassert>

namespace facet {
namespace {

constexpr int kChannels = 3;
constexpr std::array<float, 5> kFilter = {1 / 16.0F, 4 / 16.0F, 6 / 16.0F, 4 / 16.0F, 1 / 16.0F};

// d c b | a b c d | c b a
int mirrored(int place, int side) {
  if (place < 0) return -place;
  return place >= side ? 2 * side - 2 - place : place;
}

/// The binomial filter along rows, then along columns.
Planes smooth(const Planes& from) {
  const int side = from.side;
  Planes rows{side, std::vector<float>(from.values.size())};
  Planes both{side, std::vector<float>(from.values.size())};
  for (int channel = 0; channel < kChannels; ++channel) {
    for (int y = 0; y < side; ++y) {
      const float* row = from.channel(channel) + y * side;
      float* to = rows.channel(channel) + y * side;
      for (int x = 0; x < side; ++x) {
        for (int k = 0; k < 5; ++k) to[x] += kFilter[k] * row[mirrored(x + k - 2, side)];
      }
    }
    for (int y = 0; y < side; ++y) {
      float* to = both.channel(channel) + y * side;
      for (int k = 0; k < 5; ++k) {
        const float* row = rows.channel(channel) + mirrored(y + k - 2, side) * side;
        for (int x = 0; x < side; ++x) to[x] += kFilter[k] * row[x];
      }
    }
  }
  return both;
}

Planes halved(const Planes& from) {
  const Planes smoothed = smooth(from);
  const int side = from.side / 2;
  Planes half{side, std::vector<float>(static_cast<std::size_t>(kChannels) * side * side)};
  for (int channel = 0; channel < kChannels; ++channel) {
    for (int y = 0; y < side; ++y) {
      const float* row = smoothed.channel(channel) + 2 * y * from.side;
      float* to = half.channel(channel) + y * side;
      for (int x = 0; x < side; ++x) to[x] = row[2 * x];
    }
  }
  return half;
}

Planes doubled(const Planes& from) {
  const int side = from.side * 2;
  Planes spread{side, std::vector<float>(static_cast<std::size_t>(kChannels) * side * side)};
  for (int channel = 0; channel < kChannels; ++channel) {
    for (int y = 0; y < from.side; ++y) {
      const float* row = from.channel(channel) + y * from.side;
      float* to = spread.channel(channel) + 2 * y * side;
      for (int x = 0; x < from.side; ++x) to[2 * x] = 4 * row[x];
    }
  }
  return smooth(spread);
}

Planes planes_of(const Image& face) {
  assert(face.pixels.size() == kFaceBytes);
  constexpr int kPixels = kFaceSide * kFaceSide;
  Planes planes{kFaceSide, std::vector<float>(kFaceBytes)};
  for (int pixel = 0; pixel < kPixels; ++pixel) {
    for (int channel = 0; channel < kChannels; ++channel) {
      planes.values[static_cast<std::size_t>(channel * kPixels + pixel)] =
          face.pixels[static_cast<std::size_t>(pixel * kChannels + channel)];
    }
  }
  return planes;
}

}  // namespace

std::array<Planes, kPyramidLevels> laplacian_pyramid(const Image& face) {
  std::array<Planes, kPyramidLevels> pyramid;
  pyramid[0] = planes_of(face);
  for (std::size_t level = 1; level < kPyramidLevels; ++level) {
    pyramid[level] = halved(pyramid[level - 1]);
    const Planes coarse = doubled(pyramid[level]);
    for (std::size_t i = 0; i < coarse.values.size(); ++i) {
      pyramid[level - 1].values[i] -= coarse.values[i];
    }
  }
  return pyramid;
}

}  // namespace facet
