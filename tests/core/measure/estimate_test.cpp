#include "core/measure/estimate.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "core/base/numpy_random.h"
#include "core/measure/sort_floats.h"

namespace facet {
namespace {

TEST_CASE("the bootstrap's interval holds the true mean about 95 times in 100") {
  NumpyRandom random(3);
  int inside = 0;
  for (int trial = 0; trial < 200; ++trial) {
    std::vector<double> samples;
    for (int i = 0; i < 100; ++i) samples.push_back(random.random_sample() < 0.7 ? 1 : 0);
    const Estimate estimate = bootstrap_mean(samples, static_cast<std::uint64_t>(trial));
    CHECK(estimate.low <= estimate.value);
    CHECK(estimate.value <= estimate.high);
    inside += estimate.low <= 0.7 && 0.7 <= estimate.high ? 1 : 0;
  }
  // 95 % of 200 is 190, with a deviation of 3.
  CHECK(inside >= 178);
  CHECK(inside <= 199);
}

TEST_CASE("a few repeats have Student's interval") {
  const Estimate estimate = mean_of_repeats(std::vector<double>{1, 2, 3});
  CHECK(estimate.value == doctest::Approx(2));
  CHECK(estimate.high - estimate.value == doctest::Approx(4.303 / std::sqrt(3.0)));
  CHECK(mean_of_repeats(std::vector<double>{5}) == Estimate{5, 5, 5});
}

TEST_CASE("floats are sorted as by comparison") {
  NumpyRandom random(5);
  std::vector<float> numbers = {0.0F, -0.0F, 1e-30F, -1e30F, 3e38F, 1, 1, -1};
  for (int i = 0; i < 5000; ++i) numbers.push_back(static_cast<float>(random.standard_normal()));
  std::vector<float> expected = numbers;
  std::sort(expected.begin(), expected.end());
  FloatSorter sorter;
  sorter.sort(numbers);
  CHECK(numbers == expected);
}

}  // namespace
}  // namespace facet
