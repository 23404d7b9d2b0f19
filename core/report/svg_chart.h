#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace facet {

/// A line of a chart.
struct ChartSeries {
  std::string name;
  std::vector<std::pair<double, double>> points;  ///< ascending in x; those that are not finite, or
                                                  ///< not above 0 on a log axis, are left out
  int color = 0;                                  ///< 0 to 5: a colour of the page's style
  bool dashed = false;
  bool dots = false;  ///< each point is marked, and tells its values
};

/// A level to compare with, drawn across the chart.
struct ChartLevel {
  std::string name;
  double value = 0;
  int color = 0;
};

struct Chart {
  std::string title;
  std::string x_label;
  std::string y_label;
  std::vector<ChartSeries> series;
  std::vector<ChartLevel> levels{};
  bool log_x = false;
  bool log_y = false;
  std::optional<double> low{};  ///< where the y axis begins; absent: as the data has it
};

/// The chart as an inline SVG of 640 x 320: axes with rounded ticks, labels, a legend. Its text is
/// text, its colours are classes of the page (c0 to c5, grid, axis, ink), so that it follows a
/// light or dark page and stays crisp at any size. A chart without a point says so.
std::string chart_svg(const Chart& chart);

/// Rounded values within [low, high], about `count` of them; powers of ten (and 2, 5 times them
/// where they are few) on a log axis.
std::vector<double> axis_ticks(double low, double high, int count, bool logarithmic);

}  // namespace facet
