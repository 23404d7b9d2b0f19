#pragma once

#include <imgui.h>

#include <set>
#include <span>
#include <string>

namespace facet::ui {

/// One curve in the legend under a plot.
struct LegendEntry {
  const char* name;
  ImVec4 color;
};

/// Height in pixels of the legend in lines of `width`.
float legend_height(std::span<const LegendEntry> entries, float width);

/// Draws the legend from the pen on, over as many lines as it needs: in a narrow panel ImPlot's own
/// is cut off. A click hides a curve or shows it again, by its name in `hidden`.
void draw_legend(std::span<const LegendEntry> entries, std::set<std::string>& hidden);

}  // namespace facet::ui
