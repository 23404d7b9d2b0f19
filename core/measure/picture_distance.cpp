#include "core/measure/picture_distance.h"

#include <cassert>
#include <cmath>

#include "core/data/drawing/counter_random.h"

namespace facet {
namespace {

constexpr double kRange = 255;
constexpr double kHighestPsnrDb = 99;

double mean_square(std::span<const std::uint8_t> a, std::span<const std::uint8_t> b) {
  assert(a.size() == b.size() && !a.empty());
  std::int64_t sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    const std::int32_t difference = std::int32_t{a[i]} - std::int32_t{b[i]};
    sum += difference * difference;
  }
  return static_cast<double>(sum) / static_cast<double>(a.size()) / (kRange * kRange);
}

}  // namespace

double rms_difference(std::span<const std::uint8_t> a, std::span<const std::uint8_t> b) {
  return std::sqrt(mean_square(a, b));
}

double psnr_db(std::span<const std::uint8_t> a, std::span<const std::uint8_t> b) {
  const double error = mean_square(a, b);
  return error > 0 ? std::min(kHighestPsnrDb, -10 * std::log10(error)) : kHighestPsnrDb;
}

double diversity(std::span<const ImagePtr> faces, int pairs, std::uint64_t seed) {
  if (faces.size() < 2) return 0;
  const int count = static_cast<int>(faces.size());
  drawing::CounterRandom random(seed, 0);
  double sum = 0;
  for (int pair = 0; pair < pairs; ++pair) {
    const int first = random.integer(count);
    const int second = (first + 1 + random.integer(count - 1)) % count;
    sum += rms_difference(faces[static_cast<std::size_t>(first)]->pixels,
                          faces[static_cast<std::size_t>(second)]->pixels);
  }
  return sum / pairs;
}

}  // namespace facet
