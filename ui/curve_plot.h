#pragma once

#include <vector>

#include "ui/panel.h"

namespace facet::ui {

/// Exponential moving average with `share` of the past in each value (0: none), corrected for its
/// beginning as in Adam, so that the first values are not drawn towards zero.
std::vector<double> smooth(const std::vector<double>& values, double share);

/// The range that shows a curve well: of all but the first steps, which are far off; empty values
/// give [0, 1].
struct PlotRange {
  double low = 0;
  double high = 1;
};
PlotRange range_of(const std::vector<double>& values);

/// Losses at the left axis, PSNR at the right one, markers as upright lines; the wheel zooms, a
/// drag pans, a double click shows all again. Needs a current ImPlot context.
void draw_curve_plot(const Curves& curves, UiState& state);

}  // namespace facet::ui
