#pragma once

#include <vector>

#include "ui/panel.h"

namespace facet::ui {

/// Exponential moving average with `share` of the past in each value (0: none), corrected for its
/// beginning as in Adam, so that the first values are not drawn towards zero.
std::vector<double> smooth(const std::vector<double>& values, double share);

/// Points of a curve as ImPlot takes them.
struct Polyline {
  std::vector<double> x;
  std::vector<double> y;
};

/// What is to be drawn of a curve with ascending `x` between `from` and `to`: the points there and
/// one more at each side, and where these are more than two for each of `columns`, the lowest and
/// the highest of each column. So no spike is lost and no point drawn that nobody can see.
Polyline visible_part(const std::vector<double>& x, const std::vector<double>& y, double from,
                      double to, int columns);

/// The range that shows a curve well: of all but the first steps, which are far off; empty values
/// give [0, 1].
struct PlotRange {
  double low = 0;
  double high = 1;
};
PlotRange range_of(const std::vector<double>& values);

/// Losses at the left axis, PSNR at the right one, markers as upright lines; the wheel zooms, a
/// drag pans, a double click shows all again. The legend is below. Needs a current ImPlot context.
void draw_curve_plot(const Curves& curves, UiState& state);

}  // namespace facet::ui
