#include <imgui.h>

#include <algorithm>
#include <cstdio>
#include <string>

#include "ui/curve_plot.h"
#include "ui/icons.h"
#include "ui/panel.h"
#include "ui/theme.h"
#include "ui/widgets.h"

namespace facet::ui {
namespace {

void draw_options(UiState& state) {
  ImGui::AlignTextToFramePadding();
  ImGui::TextColored(theme().dim, "smooth %.2f", static_cast<double>(state.smoothing));
  ImGui::SameLine(0, em(0.4F));
  ImGui::SetNextItemWidth(std::max(em(1.5F), ImGui::GetContentRegionAvail().x - em(8.4F)));
  ImGui::SliderFloat("###smoothing", &state.smoothing, 0, 0.99F, "", ImGuiSliderFlags_AlwaysClamp);
  tooltip("Share of the past in the drawn curve; the raw one stays faint behind it.");
  ImGui::SameLine();
  ImGui::Checkbox("log", &state.log_scale);
  tooltip("Logarithmic scale for the losses.");
  ImGui::SameLine();
  ImGui::Checkbox("raw", &state.show_raw_curve);
  tooltip("Show the values as they are, faint behind the smoothed ones.");
}

}  // namespace

void draw_curves_panel(PanelContext& context) {
  const Curves* const curves = context.training.curves.get();
  if (curves == nullptr || curves->losses.empty()) {
    empty_state(icon::kChart, "Curves", "Start a training, and its losses are drawn here.");
    return;
  }
  draw_options(context.state);
  draw_curve_plot(*curves, context.state);
}

}  // namespace facet::ui
