#include "core/measure/estimate.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <numeric>
#include <vector>

#include "core/data/drawing/counter_random.h"

namespace facet {
namespace {

constexpr int kResamples = 1000;
constexpr std::size_t kLowPlace = 25;    // of 1,000 sorted means: 2.5 %
constexpr std::size_t kHighPlace = 974;  // 97.5 %
// Student's t at 97.5 % for 1, 2, ... degrees of freedom.
constexpr std::array<double, 10> kStudent = {12.706, 4.303, 3.182, 2.776, 2.571,
                                             2.447,  2.365, 2.306, 2.262, 2.228};
constexpr double kNormal = 1.96;

double mean(std::span<const double> numbers) {
  return std::accumulate(numbers.begin(), numbers.end(), 0.0) / static_cast<double>(numbers.size());
}

}  // namespace

Estimate bootstrap_mean(std::span<const double> samples, std::uint64_t seed) {
  assert(!samples.empty());
  const int count = static_cast<int>(samples.size());
  std::vector<double> means;
  for (int resample = 0; resample < kResamples; ++resample) {
    drawing::CounterRandom random(seed, static_cast<std::uint64_t>(resample));
    double sum = 0;
    for (int i = 0; i < count; ++i) sum += samples[static_cast<std::size_t>(random.integer(count))];
    means.push_back(sum / count);
  }
  std::sort(means.begin(), means.end());
  return {mean(samples), means[kLowPlace], means[kHighPlace]};
}

Estimate mean_of_repeats(std::span<const double> repeats) {
  assert(!repeats.empty());
  const double center = mean(repeats);
  if (repeats.size() == 1) return {center, center, center};
  double squares = 0;
  for (const double repeat : repeats) squares += (repeat - center) * (repeat - center);
  const auto count = static_cast<double>(repeats.size());
  const std::size_t freedom = repeats.size() - 1;
  const double factor = freedom <= kStudent.size() ? kStudent[freedom - 1] : kNormal;
  const double half = factor * std::sqrt(squares / static_cast<double>(freedom) / count);
  return {center, center - half, center + half};
}

}  // namespace facet
