#include "core/train/schedule.h"

#include <algorithm>
#include <cmath>

namespace facet {
namespace {

constexpr double kHalfLifeShare = 0.07;

}  // namespace

double ramp(std::int64_t images, std::int64_t batch, std::int64_t length) {
  if (length <= 0) return 1;
  return std::min(1.0, static_cast<double>(images + batch) / static_cast<double>(length));
}

double average_decay(std::int64_t images, std::int64_t batch, double half_life_images) {
  const double half_life = std::min(half_life_images, kHalfLifeShare * static_cast<double>(images));
  if (half_life <= 0) return 0;
  return std::exp2(-static_cast<double>(batch) / half_life);
}

}  // namespace facet
