#include "ui/menu_bar.h"

#include <imgui.h>

#include "core/base/words.h"
#include "ui/dock_layout.h"
#include "ui/format.h"
#include "ui/icons.h"
#include "ui/theme.h"
#include "ui/training_control.h"
#include "ui/widgets.h"

namespace facet::ui {
namespace {

/// The menus write down what was chosen; nothing is done before the frame's end.
class Menus {
 public:
  Menus(const MenuBarInput& input, Settings& settings) : input_(input), settings_(settings) {}

  MenuBarOutput draw() {
    menu("File", &Menus::file);
    menu("Edit", &Menus::edit);
    menu("View", &Menus::view);
    menu("Model", &Menus::model);
    menu("Help", &Menus::help);
    return std::move(output_);
  }

 private:
  void menu(const char* name, void (Menus::*contents)()) {
    if (!ImGui::BeginMenu(name)) return;
    (this->*contents)();
    ImGui::EndMenu();
  }

  void item(Action action, bool enabled = true, bool checked = false) {
    const ActionInfo& info = action_info(action);
    if (ImGui::MenuItem(info.name, info.keys, checked, enabled)) {
      output_.actions.push_back(action);
    }
  }

  void file() {
    item(Action::kOpenFile);
    item(Action::kOpenFolder);
    ImGui::Separator();
    item(Action::kExport);
    item(Action::kSaveSession);
    ImGui::Separator();
    item(Action::kQuit);
  }

  void edit() {
    item(Action::kUndo, input_.can_undo);
    item(Action::kRedo, input_.can_redo);
    ImGui::Separator();
    item(Action::kNewSeed);
    item(Action::kPreviousSeed);
    item(Action::kNextSeed);
  }

  void view() {
    for (const PanelInfo& panel : panels()) {
      bool open = panel_open(panel);
      if (ImGui::MenuItem(panel_title(panel).c_str(), nullptr, &open)) {
        settings_.panels[panel.name] = open;
      }
    }
    ImGui::Separator();
    item(Action::kCompare, true, input_.session.compared.has_value());
    item(Action::kSwapPanes, input_.session.compared.has_value());
    ImGui::Separator();
    item(Action::kToggleSidePanels, true, settings_.side_panels);
    item(Action::kResetLayout);
    ImGui::Separator();
    item(Action::kLargerText);
    item(Action::kSmallerText);
    item(Action::kNormalText);
    item(Action::kToggleTheme, true, !settings_.dark);
    item(Action::kToggleCrisp, true, settings_.crisp);
    item(Action::kFullScreen);
  }

  void model() {
    const bool run = has_run(input_.training);
    item(Action::kStartOrPause);
    item(Action::kStep, run);
    item(Action::kSaveCheckpoint, run);
    item(Action::kReset, run);
    item(Action::kOtherTraining);
    ImGui::Separator();
    item(Action::kContinueRun);
    if (!settings_.recent_runs.empty() && ImGui::BeginMenu("Recent runs")) {
      for (const std::string& folder : settings_.recent_runs) {
        if (ImGui::MenuItem(folder.c_str())) output_.continue_run = folder;
      }
      ImGui::EndMenu();
    }
    ImGui::Separator();
    ImGui::TextColored(theme().dim, "Faces are drawn by");
    item(Action::kLiveModel, true, input_.session.model.path.empty());
    if (!input_.session.model.path.empty()) {
      ImGui::MenuItem(short_name(input_.session.model.path).c_str(), nullptr, true, false);
    }
    item(Action::kToggleEma, true, input_.session.model.ema);
  }

  void help() {
    for (std::size_t i = 0; i < input_.examples.size(); ++i) {
      const Example& example = input_.examples[i];
      if (ImGui::MenuItem(("Example: " + example.name).c_str())) output_.example = i;
      tooltip(example.summary);
    }
    if (!input_.examples.empty()) ImGui::Separator();
    item(Action::kShortcuts);
    item(Action::kNotices);
    item(Action::kAbout);
  }

  bool panel_open(const PanelInfo& panel) const {
    const auto found = settings_.panels.find(panel.name);
    return found == settings_.panels.end() || found->second;
  }

  const MenuBarInput& input_;
  Settings& settings_;
  MenuBarOutput output_;
};

ImVec4 state_color(TrainingState state) {
  switch (state) {
    case TrainingState::kPreparing:
    case TrainingState::kRunning:
      return theme().accent;
    case TrainingState::kFailed:
      return theme().error;
    case TrainingState::kIdle:
    case TrainingState::kPaused:
    case TrainingState::kFinished:
      break;
  }
  return theme().faint;
}

/// As much of the line as fits between the menus and the right edge.
void draw_status(const TrainingView& training) {
  const std::vector<std::string> parts = status_parts(training);
  const float dot = em(0.62F);
  const float room = ImGui::GetContentRegionAvail().x - dot * 2 - em(2);
  std::string line;
  for (const std::string& part : parts) {
    const std::string longer = line.empty() ? part : line + "   " + part;
    if (ImGui::CalcTextSize(longer.c_str()).x > room) break;
    line = longer;
  }
  if (line.empty()) return;
  const float width = ImGui::CalcTextSize(line.c_str()).x + dot * 2;
  ImGui::SetCursorPosX(ImGui::GetCursorPosX() + ImGui::GetContentRegionAvail().x - width -
                       em(0.6F));
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float middle = at.y + ImGui::GetFrameHeight() / 2;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const ImVec2 center(at.x + dot / 2, middle);
  const ImU32 color = shade(state_color(training.state));
  if (training.state == TrainingState::kPaused || training.state == TrainingState::kIdle) {
    list.AddCircle(center, dot * 0.42F, color, 0, em(0.09F));
  } else {
    list.AddCircleFilled(center, dot * 0.5F, color);
  }
  ImGui::SetCursorPosX(ImGui::GetCursorPosX() + dot * 2);
  ImGui::TextColored(theme().dim, "%s", line.c_str());
}

}  // namespace

std::vector<std::string> status_parts(const TrainingView& training) {
  const std::string of = training.plan.preset + " on " + short_name(training.plan.data);
  const std::string step = "step " + with_thousands(training.step);
  switch (training.state) {
    case TrainingState::kIdle:
      if (training.step > 0) return {"a recorded training: " + of, step};
      return {"no training yet"};
    case TrainingState::kPreparing:
      return {training.activity.empty() ? "preparing " + of : training.activity};
    case TrainingState::kRunning:
      return {"training " + of, step, format_rate(training.images_per_s) + " images/s",
              format_duration(training.seconds)};
    case TrainingState::kPaused:
      return {"paused " + of, step, format_duration(training.seconds)};
    case TrainingState::kFinished:
      return {"finished " + of, step, format_duration(training.seconds)};
    case TrainingState::kFailed:
      return {"stopped by an error", step};
  }
  return {};
}

MenuBarOutput draw_menu_bar(const MenuBarInput& input, Settings& settings) {
  MenuBarOutput output;
  // A menu bar has a colour of its own over that of a window.
  ImGui::PushStyleColor(ImGuiCol_WindowBg, ImVec4(0, 0, 0, 0));
  const bool visible = ImGui::BeginMainMenuBar();
  ImGui::PopStyleColor();
  if (!visible) return output;
  ImGui::PushFont(theme().bold_font, 0);
  ImGui::TextUnformatted("Facet");
  ImGui::PopFont();
  ImGui::Spacing();
  output = Menus(input, settings).draw();
  draw_status(input.training);
  ImGui::EndMainMenuBar();
  return output;
}

}  // namespace facet::ui
