#include "tests/ui/panel_harness.h"

namespace facet::ui {

PanelHarness::PanelHarness(ImVec2 size) : screenless_(size) {
  load_fonts(theme_);
  apply_theme(theme_, true, 1);
  set_theme(theme_);
  textures_ = std::make_unique<FaceTextures>(FaceTextures::Backend::kNone);
}

PanelHarness::~PanelHarness() {
  // The test engine has its own reports of errors while it plays: see that none is left.
  frame();
}

void PanelHarness::show(const std::string& name, Panel panel, ImVec2 position, ImVec2 size) {
  shown_.push_back({name, panel, position, size});
}

void PanelHarness::draw_windows() {
  textures_->begin_frame();
  state.hovered.reset();
  state.hovered_list = -1;
  output = {};
  const bool two = session.compared && compared;
  PanelContext context{view,
                       state.training == 0 ? training : training_b,
                       data,
                       session,
                       state,
                       *textures_,
                       output,
                       measured,
                       &numbers,
                       {&training, &training_b},
                       two ? &*compared : nullptr};
  for (const Shown& shown : shown_) {
    ImGui::SetNextWindowPos(shown.position);
    ImGui::SetNextWindowSize(shown.size);
    if (ImGui::Begin(shown.name.c_str(), nullptr,
                     ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoCollapse)) {
      shown.panel(context);
    }
    ImGui::End();
  }
}

void PanelHarness::draw_session() {
  if (!explorer_draws || (drawn_ && session == drawn_session_)) return;
  view = explorer.draw(session);
  if (session.compared) compared = compared_explorer.draw(session);
  drawn_session_ = session;
  drawn_ = true;
}

void PanelHarness::frame() {
  draw_session();
  screenless_.frame([this] { draw_windows(); });
  const bool asked = !output.training.empty() || !output.numbers.empty() || !output.io.empty() ||
                     output.export_wanted || output.to_compare;
  if (asked || output.touched != TouchedPart::kNone) outputs.push_back(output);
}

void PanelHarness::frames(int count) {
  for (int i = 0; i < count; ++i) frame();
}

std::string PanelHarness::text() {
  draw_session();
  return screenless_.read([this] { draw_windows(); });
}

bool PanelHarness::play(const std::function<void(ImGuiTestContext&)>& steps) {
  return screenless_.play(steps, [this] { frame(); });
}

}  // namespace facet::ui
