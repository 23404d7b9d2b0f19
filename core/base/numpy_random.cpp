#include "core/base/numpy_random.h"

#include <cmath>

namespace facet {
namespace {

std::vector<Latent> draw_latents(NumpyRandom& random, int count, int dimensions) {
  std::vector<Latent> rows(static_cast<std::size_t>(count));
  for (Latent& row : rows) {
    row.resize(static_cast<std::size_t>(dimensions));
    for (float& value : row) value = static_cast<float>(random.standard_normal());
  }
  return rows;
}

}  // namespace

double NumpyRandom::random_sample() {
  const auto high = static_cast<double>(engine_() >> 5U);
  const auto low = static_cast<double>(engine_() >> 6U);
  return (high * 67108864.0 + low) / 9007199254740992.0;
}

double NumpyRandom::standard_normal() {
  if (has_kept_) {
    has_kept_ = false;
    return kept_;
  }
  double x1 = 0;
  double x2 = 0;
  double r2 = 0;
  do {
    x1 = 2.0 * random_sample() - 1.0;
    x2 = 2.0 * random_sample() - 1.0;
    r2 = x1 * x1 + x2 * x2;
  } while (r2 >= 1.0 || r2 == 0.0);
  const double f = std::sqrt(-2.0 * std::log(r2) / r2);
  kept_ = f * x1;
  has_kept_ = true;
  return f * x2;
}

std::vector<Latent> seeded_latents(std::uint32_t seed, int count, int dimensions) {
  NumpyRandom random(seed);
  return draw_latents(random, count, dimensions);
}

SeededDraws seeded_draws(std::uint32_t seed, int count, int dimensions) {
  NumpyRandom random(seed);
  SeededDraws draws{draw_latents(random, count, dimensions), {}};
  for (int i = 0; i < count; ++i) draws.choices.push_back(random.random_sample());
  return draws;
}

}  // namespace facet
