#include "core/train/adam_update.h"

#include <algorithm>
#include <array>
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

[[gnu::always_inline]] inline const float* bits(const float* numbers) { return numbers; }
[[gnu::always_inline]] inline const std::uint16_t* bits(const c10::BFloat16* numbers) {
  return &numbers->x;
}

// To the nearest, ties to even.
[[gnu::always_inline]] inline std::uint16_t rounded(float number) {
  const auto bits = std::bit_cast<std::uint32_t>(number);
  const std::uint32_t nearest = (bits + 0x7fffU + ((bits >> 16U) & 1U)) >> 16U;
  const bool is_nan = (bits & 0x7fffffffU) > 0x7f800000U;
  return static_cast<std::uint16_t>(is_nan ? 0x7fc0U : nearest);
}

constexpr std::int64_t kBlock = 1024;  ///< numbers whose gradients stay in the innermost cache

template <bool kMomentum, bool kAveraged, bool kCopied>
[[gnu::always_inline]] inline void update(const float* __restrict gradient,
                                          const AdamNumbers& numbers, std::int64_t begin,
                                          std::int64_t count, const AdamFactors f) {
  [[maybe_unused]] float* __restrict const mean = kMomentum ? numbers.mean + begin : nullptr;
  float* __restrict const square = numbers.square + begin;
  float* __restrict const weight = numbers.weight + begin;
  [[maybe_unused]] float* __restrict const average = kAveraged ? numbers.average + begin : nullptr;
  [[maybe_unused]] std::uint16_t* __restrict const computed =
      kCopied ? &numbers.computed[begin].x : nullptr;
  for (std::int64_t i = 0; i < count; ++i) {
    const float g = gradient[i];
    float towards = g;
    if constexpr (kMomentum) towards = mean[i] += (1 - f.beta1) * (g - mean[i]);
    square[i] += (1 - f.beta2) * (g * g - square[i]);
    weight[i] = weight[i] * f.kept -
                f.step_size * towards / (std::sqrt(square[i]) * f.square_scale + f.epsilon);
    if constexpr (kAveraged) average[i] += f.average_share * (weight[i] - average[i]);
    if constexpr (kCopied) computed[i] = rounded(weight[i]);
  }
}

template <bool kMomentum>
[[gnu::always_inline]] inline void update_any(const float* gradient, const AdamNumbers& numbers,
                                              std::int64_t begin, std::int64_t count,
                                              const AdamFactors& factors) {
  const bool averaged = numbers.average != nullptr;
  if (numbers.computed == nullptr) {
    averaged ? update<kMomentum, true, false>(gradient, numbers, begin, count, factors)
             : update<kMomentum, false, false>(gradient, numbers, begin, count, factors);
  } else {
    averaged ? update<kMomentum, true, true>(gradient, numbers, begin, count, factors)
             : update<kMomentum, false, true>(gradient, numbers, begin, count, factors);
  }
}

template <typename Gradient>
[[gnu::always_inline]] inline double update_blocks(std::span<const Gradient* const> gradients,
                                                   const AdamNumbers& numbers, std::int64_t begin,
                                                   std::int64_t end, const AdamFactors& factors) {
  std::array<float, kBlock> sums;
  double squares = 0;
  for (std::int64_t first = begin; first < end; first += kBlock) {
    const std::int64_t count = std::min(kBlock, end - first);
    for (std::size_t part = 0; part < gradients.size(); ++part) {
      const auto* const gradient = bits(gradients[part] + first);
      for (std::int64_t i = 0; i < count; ++i) {
        sums[i] = part == 0 ? as_float(gradient[i]) : sums[i] + as_float(gradient[i]);
      }
    }
    float here = 0;
#pragma omp simd reduction(+ : here)
    for (std::int64_t i = 0; i < count; ++i) here += sums[i] * sums[i];
    squares += here;
    numbers.mean == nullptr ? update_any<false>(sums.data(), numbers, first, count, factors)
                            : update_any<true>(sums.data(), numbers, first, count, factors);
  }
  return squares;
}

}  // namespace

FACET_EACH_CPU double adam_update(std::span<const float* const> gradients,
                                  const AdamNumbers& numbers, std::int64_t begin, std::int64_t end,
                                  const AdamFactors& factors) {
  return update_blocks(gradients, numbers, begin, end, factors);
}

FACET_EACH_CPU double adam_update(std::span<const c10::BFloat16* const> gradients,
                                  const AdamNumbers& numbers, std::int64_t begin, std::int64_t end,
                                  const AdamFactors& factors) {
  return update_blocks(gradients, numbers, begin, end, factors);
}

}  // namespace facet
