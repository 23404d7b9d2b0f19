#include "core/measure/sort_floats.h"

#include <array>
#include <bit>

namespace facet {
namespace {

constexpr std::uint32_t kSign = 0x80000000U;
constexpr int kPasses = 3;
constexpr int kBits = 11;
constexpr std::uint32_t kBuckets = 1U << kBits;

// Unsigned numbers in the order of the floats they stand for.
std::uint32_t to_key(float number) {
  const auto bits = std::bit_cast<std::uint32_t>(number);
  return (bits & kSign) != 0 ? ~bits : bits | kSign;
}

float from_key(std::uint32_t key) {
  return std::bit_cast<float>((key & kSign) != 0 ? key & ~kSign : ~key);
}

std::uint32_t digit(std::uint32_t key, int pass) {
  return (key >> static_cast<unsigned>(pass * kBits)) & (kBuckets - 1);
}

}  // namespace

void FloatSorter::sort(std::span<float> numbers) {
  keys_.resize(numbers.size());
  sorted_.resize(numbers.size());
  std::array<std::array<std::uint32_t, kBuckets>, kPasses> places{};
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    keys_[i] = to_key(numbers[i]);
    for (int pass = 0; pass < kPasses; ++pass) ++places[pass][digit(keys_[i], pass)];
  }
  for (int pass = 0; pass < kPasses; ++pass) {
    std::uint32_t before = 0;
    for (std::uint32_t& place : places[pass]) {
      const std::uint32_t count = place;
      place = before;
      before += count;
    }
    for (const std::uint32_t key : keys_) sorted_[places[pass][digit(key, pass)]++] = key;
    keys_.swap(sorted_);
  }
  for (std::size_t i = 0; i < numbers.size(); ++i) numbers[i] = from_key(keys_[i]);
}

}  // namespace facet
