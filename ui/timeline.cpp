#include "ui/timeline.h"

#include <imgui.h>

#include <algorithm>
#include <string>

#include "core/base/words.h"
#include "ui/flow.h"
#include "ui/format.h"
#include "ui/icons.h"
#include "ui/theme.h"
#include "ui/widgets.h"

namespace facet::ui {

int timeline_place(const std::vector<PastStep>& past, const ModelRef& model) {
  const auto count = static_cast<int>(past.size());
  if (model.path.empty()) return count;
  const auto found = std::ranges::find(past, model.path, &PastStep::path);
  return found == past.end() ? -1 : static_cast<int>(found - past.begin());
}

void go_to_place(const std::vector<PastStep>& past, int place, ModelRef& model) {
  const bool live = place < 0 || place >= static_cast<int>(past.size());
  model.path = live ? "" : past[static_cast<std::size_t>(place)].path;
}

namespace {

const TrainingView& training_of(const PanelContext& context, const ModelRef& model) {
  return *context.trainings[static_cast<std::size_t>(model.training)];
}

/// The training whose steps the first pane draws from.
const TrainingView& training_on_line(const PanelContext& context) {
  return training_of(context, context.session.model);
}

void ask_for_film(PanelContext& context, PictureKind kind) {
  context.output.export_wanted = ExportPicture{kind, context.session, {}};
  for (const PastStep& past : *training_on_line(context).past) {
    context.output.film_models.push_back(past.path);
  }
}

void draw_film_menu(PanelContext& context) {
  if (icon_button(icon::kExport, "film", "A film of the kept steps, as animated WebP or GIF.")) {
    ImGui::OpenPopup("film menu");
  }
  if (!ImGui::BeginPopup("film menu")) return;
  if (ImGui::MenuItem("Film of the grid")) ask_for_film(context, PictureKind::kGrid);
  if (ImGui::MenuItem("Film of the path")) ask_for_film(context, PictureKind::kPath);
  if (ImGui::MenuItem("Film of the arithmetic")) ask_for_film(context, PictureKind::kArithmetic);
  ImGui::EndPopup();
}

}  // namespace

bool is_kept_step(const PanelContext& context, const ModelRef& model) {
  return !model.live() && timeline_place(*training_of(context, model).past, model) >= 0;
}

bool has_timeline(const PanelContext& context) { return !training_on_line(context).past->empty(); }

void draw_timeline(PanelContext& context) {
  const std::vector<PastStep>& past = *training_on_line(context).past;
  const auto live = static_cast<int>(past.size());
  int place = timeline_place(past, context.session.model);
  const bool was_live = place == live;
  std::string label = "now, step " + with_thousands(training_on_line(context).step);
  if (place < 0) {
    label = short_name(context.session.model.path);
    place = live;
  } else if (!was_live) {
    label = "step " + with_thousands(past[static_cast<std::size_t>(place)].step);
  }
  const std::string back = "Live###live";
  const float spacing = ImGui::GetStyle().ItemSpacing.x;
  ImGui::AlignTextToFramePadding();
  ImGui::TextUnformatted(icon::kHistory);
  tooltip("Time: everything is drawn as it was at that step.");
  ImGui::SameLine();
  ImGui::SetNextItemWidth(std::max(em(4), ImGui::GetContentRegionAvail().x -
                                              button_width(back.c_str()) - ImGui::GetFrameHeight() -
                                              2 * spacing));
  if (ImGui::SliderInt("###time", &place, 0, live, label.c_str(), ImGuiSliderFlags_AlwaysClamp)) {
    go_to_place(past, place, context.session.model);
  }
  tooltip(
      "Drag to an earlier step: grid, lists, path and expression are redrawn from its weights.");
  ImGui::SameLine();
  ImGui::BeginDisabled(was_live);
  if (ImGui::Button(back.c_str())) context.session.model.path.clear();
  ImGui::EndDisabled();
  tooltip("Back to the weights of this moment.");
  ImGui::SameLine();
  draw_film_menu(context);
}

}  // namespace facet::ui
