#include "ui/training_switch.h"

#include <imgui.h>

#include <string>

#include "ui/format.h"
#include "ui/theme.h"
#include "ui/training_control.h"
#include "ui/widgets.h"

namespace facet::ui {
namespace {

/// "930 images/s", or why there is no speed.
std::string pace(const TrainingView& training) {
  switch (training.state) {
    case TrainingState::kIdle:
      return training.step > 0 ? "recorded" : "not started";
    case TrainingState::kPreparing:
      return "preparing";
    case TrainingState::kRunning:
      return format_rate(training.images_per_s) + " images/s";
    case TrainingState::kPaused:
      return "paused";
    case TrainingState::kFinished:
      return "finished";
    case TrainingState::kFailed:
      return "stopped by an error";
  }
  return "";
}

void draw_choice(PanelContext& context, int training, float width) {
  const TrainingView& view = *context.trainings[static_cast<std::size_t>(training)];
  const bool shown = context.state.training == training;
  const std::string preset =
      has_run(view) || view.step > 0 ? view.plan.preset : plan_of(context.session, training).preset;
  const std::string letter = training_name(training);
  ImGui::BeginGroup();
  if (shown)
    ImGui::PushStyleColor(ImGuiCol_Button, ImGui::GetStyleColorVec4(ImGuiCol_ButtonActive));
  ImGui::PushStyleColor(ImGuiCol_Text, shown ? theme().text : theme().dim);
  const std::string label = letter + "  " + preset + "###training " + letter;
  if (ImGui::Button(label.c_str(), {width, 0})) context.state.training = training;
  ImGui::PopStyleColor(shown ? 2 : 1);
  tooltip(
      "Two trainings can run at once, each with half of the time. This panel and the curves show "
      "the one that is chosen here.",
      "T");
  const SmallText small;
  ImGui::PushStyleColor(ImGuiCol_Text, theme().dim);
  text_within(pace(view), width);
  ImGui::PopStyleColor();
  ImGui::EndGroup();
}

}  // namespace

void draw_training_switch(PanelContext& context) {
  const float gap = ImGui::GetStyle().ItemInnerSpacing.x;
  const float width = (ImGui::GetContentRegionAvail().x - gap) / 2;
  draw_choice(context, 0, width);
  ImGui::SameLine(0, gap);
  draw_choice(context, 1, width);
}

}  // namespace facet::ui
