#include "core/train/adam_update.h"

#include <cmath>

// With a root and a division for each number, the width of the registers is what decides.
#define FACET_EACH_CPU [[gnu::target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")]]

namespace facet {
namespace {

template <bool kAveraged, typename Gradient>
[[gnu::always_inline]] inline void update(const Gradient* __restrict gradient,
                                          const AdamNumbers& numbers, std::int64_t begin,
                                          std::int64_t end, const AdamFactors& f) {
  float* __restrict const mean = numbers.mean;
  float* __restrict const square = numbers.square;
  float* __restrict const weight = numbers.weight;
  [[maybe_unused]] float* __restrict const average = numbers.average;
  for (std::int64_t i = begin; i < end; ++i) {
    const float g = static_cast<float>(gradient[i]);
    mean[i] += (1 - f.beta1) * (g - mean[i]);
    square[i] += (1 - f.beta2) * (g * g - square[i]);
    weight[i] = weight[i] * f.kept -
                f.step_size * mean[i] / (std::sqrt(square[i]) * f.square_scale + f.epsilon);
    if constexpr (kAveraged) average[i] += f.average_share * (weight[i] - average[i]);
  }
}

template <typename Gradient>
[[gnu::always_inline]] inline void update_any(const Gradient* gradient, const AdamNumbers& numbers,
                                              std::int64_t begin, std::int64_t end,
                                              const AdamFactors& factors) {
  if (numbers.average != nullptr) {
    update<true>(gradient, numbers, begin, end, factors);
  } else {
    update<false>(gradient, numbers, begin, end, factors);
  }
}

}  // namespace

FACET_EACH_CPU void adam_update(const float* gradient, const AdamNumbers& numbers,
                                std::int64_t begin, std::int64_t end, const AdamFactors& factors) {
  update_any(gradient, numbers, begin, end, factors);
}

FACET_EACH_CPU void adam_update(const c10::BFloat16* gradient, const AdamNumbers& numbers,
                                std::int64_t begin, std::int64_t end, const AdamFactors& factors) {
  update_any(gradient, numbers, begin, end, factors);
}

}  // namespace facet
