#pragma once

#include <cstdint>
#include <random>
#include <vector>

#include "core/base/latent.h"

namespace facet {

/// NumPy's legacy generator `np.random.RandomState(seed)`, to the bit, so that a notebook and Facet
/// mean the same face by "seed 334, cell 17". One thread at a time.
class NumpyRandom {
 public:
  explicit NumpyRandom(std::uint32_t seed) : engine_(seed) {}

  /// `random_sample()`: a double in [0,1) from 53 random bits.
  double random_sample();

  /// `standard_normal()`: Marsaglia's polar method; returns f*x2 and keeps f*x1 for the next call.
  double standard_normal();

 private:
  std::mt19937 engine_;
  bool has_kept_ = false;
  double kept_ = 0;
};

/// Rows of `RandomState(seed).standard_normal((count, dimensions))` as float32. A row does not
/// depend on `count`, so row k is cell k of the grid of that seed.
std::vector<Latent> seeded_latents(std::uint32_t seed, int count, int dimensions);

/// Those latents, and for each the number in [0,1) by which a mixture chooses its component:
/// `random_sample(count)`, drawn after all of the latents.
struct SeededDraws {
  std::vector<Latent> latents;
  std::vector<double> choices;
};
SeededDraws seeded_draws(std::uint32_t seed, int count, int dimensions);

}  // namespace facet
