#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/base/image.h"
#include "core/engine/number_run.h"

namespace facet {

/// The figure of the report: curves of trainings on several splits in one plot.
struct NumberFigure {
  struct Split {
    std::string name;  ///< "80 %"
    std::vector<NumberPoint> points;
  };
  std::string preset;
  std::vector<Split> splits;
  std::optional<Split> baseline;  ///< another preset beside them, in grey
};

/// Two panels over training time: loss (log scale) and share of exact answers, a colour for each
/// split, grey for the baseline; solid for the test split, dashed for the training split.
Image figure_picture(const NumberFigure& figure);
/// The same as SVG, with every point's values in a title of its own and the data as JSON inside.
std::string figure_svg(const NumberFigure& figure);
/// A page that holds the SVG and a table of the data.
std::string figure_html(const NumberFigure& figure);

}  // namespace facet
