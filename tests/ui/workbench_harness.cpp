#include "tests/ui/workbench_harness.h"

#include <imgui_internal.h>

#include <utility>

namespace facet::ui {

WorkbenchHarness::WorkbenchHarness(Session session, std::string settings_folder, ImVec2 size,
                                   std::vector<Example> examples)
    : screenless_(size) {
  WorkbenchOptions options;
  options.settings_folder = std::move(settings_folder);
  options.textures = false;
  options.native_dialogs = false;
  options.reopen_run = true;
  options.examples = std::move(examples);
  workbench_ = std::make_unique<Workbench>(std::move(options), std::move(session));
  draw_session();
}

void WorkbenchHarness::draw_session() {
  const Session& session = workbench_->session();
  view_ = explorer.draw(session);
  compared_ =
      session.compared ? std::make_shared<const View>(compared_explorer.draw(session)) : nullptr;
}

UiInput WorkbenchHarness::input() {
  UiInput input{std::make_shared<const View>(explorer_draws ? view_ : view),
                std::make_shared<const TrainingView>(training),
                std::make_shared<const DataView>(data),
                std::make_shared<const JobView>(job),
                std::exchange(notices, {}),
                std::exchange(opened, {})};
  input.training_b = std::make_shared<const TrainingView>(training_b);
  if (explorer_draws) input.compared = compared_;
  input.projections = std::make_shared<const ProjectionView>(projections);
  return input;
}

void WorkbenchHarness::frame() {
  screenless_.frame([this] { output = workbench_->draw(input()); });
  if (output.session_changed) draw_session();
  outputs.push_back(output);
}

void WorkbenchHarness::frames(int count) {
  for (int i = 0; i < count; ++i) frame();
}

bool WorkbenchHarness::play(const std::function<void(ImGuiTestContext&)>& steps) {
  return screenless_.play(steps, [this] { frame(); });
}

void WorkbenchHarness::press(ImGuiKeyChord chord) {
  ImGuiIO& io = ImGui::GetIO();
  const auto key = static_cast<ImGuiKey>(chord & ~ImGuiMod_Mask_);
  const auto modifiers = [&](bool down) {
    for (const ImGuiKey modifier : {ImGuiMod_Ctrl, ImGuiMod_Shift}) {
      if ((chord & modifier) != 0) io.AddKeyEvent(modifier, down);
    }
  };
  modifiers(true);
  frame();
  io.AddKeyEvent(key, true);
  frame();
  io.AddKeyEvent(key, false);
  modifiers(false);
  frames(2);
}

std::string WorkbenchHarness::text() {
  return screenless_.read([this] { output = workbench_->draw(input()); });
}

}  // namespace facet::ui
