#include "ui/panes.h"

#include <imgui.h>

#include "core/base/words.h"
#include "ui/format.h"
#include "ui/icons.h"
#include "ui/theme.h"
#include "ui/timeline.h"
#include "ui/widgets.h"

namespace facet::ui {
namespace {

/// Where the weights come from: a training's letter, or a file's name.
std::string origin(const PanelContext& context, const ModelRef& model) {
  if (model.live() || is_kept_step(context, model)) return training_name(model.training);
  return short_name(model.path);
}

std::string quality_text(const PanelContext& pane) {
  const LiveMeasurement& measured = pane.measured;
  const LiveQuality* quality = (pane.pane == 0 ? measured.quality : measured.compared).get();
  if (quality == nullptr || quality->weights.preset != pane.view.weights.preset) return "";
  return "quality " + fixed(quality->measured.distance.value, 1);
}

void draw_averaged_switch(PanelContext& pane) {
  ImGui::Checkbox("EMA", &pane.model().ema);
  tooltip("Draw this pane with the weights averaged over training; off: the raw weights.");
}

}  // namespace

bool has_second_pane(const PanelContext& context) {
  return context.pane == 0 && context.compared != nullptr && context.session.compared.has_value();
}

PanelContext second_pane(PanelContext& context) {
  return {*context.compared, context.training,  context.data,     context.session,
          context.state,     context.textures,  context.output,   context.measured,
          context.numbers,   context.trainings, context.compared, 1};
}

Session pane_session(const PanelContext& pane) {
  return pane.pane == 0 ? pane.session : compared_session(pane.session);
}

std::string pane_title(const PanelContext& pane) {
  const ModelRef& model = pane.model();
  const WeightsId& weights = pane.view.weights;
  const std::string from = origin(pane, model);
  if (weights.hash.empty()) {
    return model.live() ? "training " + from + ": no weights yet" : from;
  }
  const std::string preset = from == weights.preset ? "" : " " + weights.preset;
  return from + preset + ", step " + with_thousands(weights.step);
}

std::array<std::string, 2> pane_names(const PanelContext& context) {
  if (!has_second_pane(context)) return {};
  const ModelRef& a = context.session.model;
  const ModelRef& b = *context.session.compared;
  const WeightsId& first = context.view.weights;
  const WeightsId& second = context.compared->weights;
  if (first.preset != second.preset && !first.preset.empty() && !second.preset.empty()) {
    return {first.preset, second.preset};
  }
  if (a.path == b.path && a.training == b.training) {
    const auto name = [](const ModelRef& model) { return model.ema ? "averaged" : "raw"; };
    return {name(a), name(b)};
  }
  const std::string from = origin(context, a);
  const std::string other = origin(context, b);
  if (from != other) return {from, other};
  return {"step " + with_thousands(first.step), "step " + with_thousands(second.step)};
}

void draw_pane_header(PanelContext& pane, float width) {
  const ImGuiStyle& style = ImGui::GetStyle();
  const float left = ImGui::GetCursorScreenPos().x;
  const float frame = ImGui::GetFrameHeight();
  float right = frame + style.ItemInnerSpacing.x + ImGui::CalcTextSize("EMA").x;
  if (pane.pane == 1) right += 2 * (frame + style.ItemSpacing.x);
  const float room = width - right - style.ItemSpacing.x;
  const std::string title = pane_title(pane);
  const std::string quality = quality_text(pane);
  ImGui::AlignTextToFramePadding();
  text_within(title, room);
  const float taken = ImGui::CalcTextSize(title.c_str()).x + style.ItemSpacing.x;
  if (!quality.empty() && taken + ImGui::CalcTextSize(quality.c_str()).x < room) {
    ImGui::SameLine();
    ImGui::TextColored(theme().dim, "%s", quality.c_str());
    tooltip(
        "Distance of this model's samples to held-out faces; less is better. The training panel "
        "shows it beside that of real faces.");
  }
  ImGui::SameLine();
  ImGui::SetCursorScreenPos({left + width - right, ImGui::GetCursorScreenPos().y});
  draw_averaged_switch(pane);
  if (pane.pane == 0) return;
  ImGui::SameLine();
  if (icon_button(icon::kSwap, "swap panes", "Swap the two panes.", "X")) {
    pane.state.actions.push_back(Action::kSwapPanes);
  }
  ImGui::SameLine();
  if (icon_button(icon::kClose, "end comparison", "One pane again.", "C")) {
    pane.state.actions.push_back(Action::kCompare);
  }
}

void ask_for_export(PanelContext& context, bool pressed, PictureKind kind) {
  if (!has_second_pane(context)) {
    if (pressed) context.output.export_wanted = ExportPicture{kind, context.session, {}};
    return;
  }
  if (pressed) ImGui::OpenPopup("export from");
  if (!ImGui::BeginPopup("export from")) return;
  const PanelContext second = second_pane(context);
  for (const PanelContext* pane : {static_cast<const PanelContext*>(&context), &second}) {
    const std::string label = pane_title(*pane) + "###pane " + std::to_string(pane->pane);
    if (!ImGui::MenuItem(label.c_str())) continue;
    context.output.export_wanted = ExportPicture{kind, pane_session(*pane), {}};
  }
  ImGui::EndPopup();
}

}  // namespace facet::ui
