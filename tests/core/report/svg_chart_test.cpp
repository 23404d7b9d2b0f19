#include "core/report/svg_chart.h"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>

namespace facet {
namespace {

bool holds(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

std::size_t count_of(const std::string& text, const std::string& part) {
  std::size_t count = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) {
    ++count;
  }
  return count;
}

TEST_CASE("a chart holds every point, its axes' words and its names as text") {
  Chart chart{"Loss", "step", "nats", {{"train", {{0, 1}, {5, 3}, {10, 2}}, 0, false, true}}};
  chart.levels = {{"floor", 0.5, 5}};
  const std::string svg = chart_svg(chart);
  CHECK(count_of(svg, "<circle") == 3);
  CHECK(holds(svg, "train: 5, 3"));
  for (const char* text : {">Loss<", ">step<", ">nats<", ">train<", ">floor<"}) {
    CHECK(holds(svg, text));
  }
}

TEST_CASE("the highest point lies at the top, the last at the right") {
  const Chart chart{"", "",    "",    {{"a", {{0, 0}, {10, 100}}, 0, false, true}},
                    {}, false, false, 0.0};
  const std::string svg = chart_svg(chart);
  CHECK(holds(svg, "cx=\"62.0\" cy=\"272.0\""));
  CHECK(holds(svg, "cx=\"628.0\""));
}

TEST_CASE("values that cannot be drawn are left out") {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  Chart chart{"", "", "", {{"a", {{1, nan}, {2, 1}, {0, 5}, {3, 10}}, 0, false, true}}};
  chart.log_x = true;
  const std::string svg = chart_svg(chart);
  CHECK(count_of(svg, "<circle") == 2);
  CHECK_FALSE(holds(svg, "nan"));
}

TEST_CASE("a chart without a point says so, one with a single point is drawn") {
  CHECK(holds(chart_svg({"", "x", "y", {}}), "nothing was measured"));
  const std::string svg = chart_svg({"", "x", "y", {{"a", {{3, 7}}, 0, false, true}}});
  CHECK(count_of(svg, "<circle") == 1);
  CHECK_FALSE(holds(svg, "nan"));
  CHECK_FALSE(holds(svg, "inf"));
}

TEST_CASE("names are escaped") {
  CHECK_FALSE(holds(chart_svg({"<b>", "<i>", "", {{"<u>", {{1, 1}}}}}), "<b>"));
}

TEST_CASE("ticks are round and inside the axis") {
  CHECK(axis_ticks(0, 10, 5, false) == std::vector<double>{0, 2, 4, 6, 8, 10});
  CHECK(axis_ticks(0.5, 2000, 5, true) == std::vector<double>{1, 10, 100, 1000});
  CHECK(axis_ticks(4, 30, 5, true) == std::vector<double>{5, 10, 20});
  CHECK(axis_ticks(3, 3, 5, false) == std::vector<double>{3});
}

}  // namespace
}  // namespace facet
