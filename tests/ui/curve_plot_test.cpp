#include "ui/curve_plot.h"

#include <doctest/doctest.h>

#include <limits>

using namespace facet::ui;

TEST_CASE("no smoothing leaves the values as they are") {
  const std::vector<double> values{3, 1, 4, 1, 5};
  CHECK(smooth(values, 0) == values);
}

TEST_CASE("a constant stays constant from its first value on") {
  for (const double value : smooth(std::vector<double>(20, 7.0), 0.9)) {
    CHECK(value == doctest::Approx(7));
  }
}

TEST_CASE("smoothing damps what jumps") {
  std::vector<double> values;
  for (int i = 0; i < 200; ++i) values.push_back(i % 2 == 0 ? 1 : -1);
  const std::vector<double> smoothed = smooth(values, 0.95);
  CHECK(std::abs(smoothed.back()) < 0.05);
}

TEST_CASE("a value that is not finite does not spoil those after it") {
  const std::vector<double> smoothed =
      smooth({1, std::numeric_limits<double>::quiet_NaN(), 1, 1}, 0.5);
  CHECK(smoothed.back() == doctest::Approx(1));
}

TEST_CASE("the range leaves the first steps out") {
  std::vector<double> values(100, 1.0);
  for (int i = 0; i < 5; ++i) values[static_cast<std::size_t>(i)] = 1e6;
  values[50] = 2;
  values[60] = 0;
  const PlotRange range = range_of(values);
  CHECK(range.low >= 0);
  CHECK(range.high <= 2);
  CHECK(range.low < range.high);
}

TEST_CASE("nothing and a single value have a range too") {
  CHECK(range_of({}).low < range_of({}).high);
  const PlotRange one = range_of({3});
  CHECK(one.low < 3);
  CHECK(one.high > 3);
}
