#include "core/train/adam_update.h"

#include <bit>
#include <cmath>

// With a root and a division for each number, the width of the registers is what decides.
#define FACET_EACH_CPU [[gnu::target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")]]

namespace facet {
namespace {

// bf16 numbers are handled as their bits: of a class of numbers GCC makes no wide loop.
static_assert(sizeof(c10::BFloat16) == sizeof(std::uint16_t));

[[gnu::always_inline]] inline float as_float(float number) { return number; }
[[gnu::always_inline]] inline float as_float(std::uint16_t bits) {
  return std::bit_cast<float>(std::uint32_t{bits} << 16U);
}

// To the nearest, ties to even.
[[gnu::always_inline]] inline std::uint16_t rounded(float number) {
  const auto bits = std::bit_cast<std::uint32_t>(number);
  const std::uint32_t nearest = (bits + 0x7fffU + ((bits >> 16U) & 1U)) >> 16U;
  const bool is_nan = (bits & 0x7fffffffU) > 0x7f800000U;
  return static_cast<std::uint16_t>(is_nan ? 0x7fc0U : nearest);
}

template <bool kAveraged, bool kCopied, typename Gradient>
[[gnu::always_inline]] inline void update(const Gradient* __restrict gradient,
                                          const AdamNumbers& numbers, std::int64_t begin,
                                          std::int64_t end, const AdamFactors f) {
  float* __restrict const mean = numbers.mean;
  float* __restrict const square = numbers.square;
  float* __restrict const weight = numbers.weight;
  [[maybe_unused]] float* __restrict const average = numbers.average;
  [[maybe_unused]] std::uint16_t* __restrict const computed =
      kCopied ? &numbers.computed->x : nullptr;
  for (std::int64_t i = begin; i < end; ++i) {
    const float g = as_float(gradient[i]);
    mean[i] += (1 - f.beta1) * (g - mean[i]);
    square[i] += (1 - f.beta2) * (g * g - square[i]);
    weight[i] = weight[i] * f.kept -
                f.step_size * mean[i] / (std::sqrt(square[i]) * f.square_scale + f.epsilon);
    if constexpr (kAveraged) average[i] += f.average_share * (weight[i] - average[i]);
    if constexpr (kCopied) computed[i] = rounded(weight[i]);
  }
}

template <typename Gradient>
[[gnu::always_inline]] inline void update_any(const Gradient* gradient, const AdamNumbers& numbers,
                                              std::int64_t begin, std::int64_t end,
                                              const AdamFactors& factors) {
  const bool averaged = numbers.average != nullptr;
  if (numbers.computed == nullptr) {
    averaged ? update<true, false>(gradient, numbers, begin, end, factors)
             : update<false, false>(gradient, numbers, begin, end, factors);
  } else {
    averaged ? update<true, true>(gradient, numbers, begin, end, factors)
             : update<false, true>(gradient, numbers, begin, end, factors);
  }
}

}  // namespace

FACET_EACH_CPU void adam_update(const float* gradient, const AdamNumbers& numbers,
                                std::int64_t begin, std::int64_t end, const AdamFactors& factors) {
  update_any(gradient, numbers, begin, end, factors);
}

FACET_EACH_CPU void adam_update(const c10::BFloat16* gradient, const AdamNumbers& numbers,
                                std::int64_t begin, std::int64_t end, const AdamFactors& factors) {
  update_any(&gradient->x, numbers, begin, end, factors);
}

}  // namespace facet
