#include "ui/curve_plot.h"

#include <doctest/doctest.h>

#include <algorithm>
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

TEST_CASE("a short curve is drawn as it is, between its limits and one point beyond") {
  const std::vector<double> x{1, 2, 3, 4, 5, 6};
  const std::vector<double> y{5, 4, 3, 2, 1, 0};
  CHECK(visible_part(x, y, 0, 10, 100).x == x);
  CHECK(visible_part(x, y, 2.5, 4.5, 100).x == std::vector<double>{2, 3, 4, 5});
  CHECK(visible_part(x, y, 2.5, 4.5, 100).y == std::vector<double>{4, 3, 2, 1});
  CHECK(visible_part({}, {}, 0, 1, 100).x.empty());
}

TEST_CASE("a long curve keeps its spikes in few points, in order") {
  std::vector<double> x, y;
  for (int i = 0; i < 10000; ++i) {
    x.push_back(i);
    y.push_back(i == 4321 ? 100 : (i == 8765 ? -100 : 0.001 * i));
  }
  const Polyline line = visible_part(x, y, 0, 10000, 50);
  CHECK(line.x.size() <= 100);
  CHECK(line.x.size() >= 90);
  CHECK(std::is_sorted(line.x.begin(), line.x.end()));
  CHECK(std::count(line.y.begin(), line.y.end(), 100) == 1);
  CHECK(std::count(line.y.begin(), line.y.end(), -100) == 1);
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
