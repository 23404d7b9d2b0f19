#pragma once

#include <cstdint>

namespace facet::drawing {

/// A stream of random numbers that depends on (seed, index) alone, so that picture `index` of a
/// seed can be drawn in any order and by any thread. SplitMix64 (Steele, Lea, Flood: "Fast
/// splittable pseudorandom number generators", OOPSLA 2014). Only integer and exactly rounded
/// operations: the same numbers on every machine.
class CounterRandom {
 public:
  CounterRandom(std::uint64_t seed, std::uint64_t index)
      : state_(mix(mix(seed + kStep) ^ (index * kStep + kOffset))) {}

  std::uint64_t next() {
    state_ += kStep;
    return mix(state_);
  }

  /// An integer in [0, count); count must be positive.
  int integer(int count) {
    return static_cast<int>(((next() >> 32) * static_cast<std::uint64_t>(count)) >> 32);
  }

  bool coin() { return (next() >> 63) != 0; }

  /// Uniform in [0, 1).
  float unit() { return static_cast<float>(next() >> 40) * (1.0f / 16777216.0f); }

  /// Uniform in [low, high).
  float uniform(float low, float high) { return low + (high - low) * unit(); }

  /// In (-1, 1), triangular: small values are likelier.
  float centred() {
    const float first = unit();
    return first - unit();
  }

 private:
  static constexpr std::uint64_t kStep = 0x9E3779B97F4A7C15ull;
  static constexpr std::uint64_t kOffset = 0xD1B54A32D192ED03ull;

  static std::uint64_t mix(std::uint64_t value) {
    value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9ull;
    value = (value ^ (value >> 27)) * 0x94D049BB133111EBull;
    return value ^ (value >> 31);
  }

  std::uint64_t state_;
};

}  // namespace facet::drawing
