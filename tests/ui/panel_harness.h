#pragma once

#include <imgui.h>
#include <imgui_te_context.h>

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "tests/ui/fake_explorer.h"
#include "tests/ui/screenless.h"
#include "ui/face_textures.h"
#include "ui/panel.h"
#include "ui/theme.h"

namespace facet::ui {

/// Shows panels in real ImGui frames without a screen and lets a test act on them through ImGui's
/// test engine. Session and state are changed in place, as the workbench lets panels change them;
/// before each frame the session is drawn by a FakeExplorer if it differs from what is shown.
class PanelHarness {
 public:
  using Panel = void (*)(PanelContext&);

  explicit PanelHarness(ImVec2 size = {1280, 800});
  ~PanelHarness();
  PanelHarness(const PanelHarness&) = delete;
  PanelHarness& operator=(const PanelHarness&) = delete;

  /// From now on every frame draws `panel` in a window of that name.
  void show(const std::string& name, Panel panel, ImVec2 position, ImVec2 size);
  /// Draws frames while `steps` runs; items are named "//WINDOW/ITEM". Returns false, after
  /// printing what went wrong, if an item was not found or a check of the engine failed.
  bool play(const std::function<void(ImGuiTestContext&)>& steps);
  /// Draws frames in which nobody does anything.
  void frames(int count);
  /// Draws a frame and returns the words on it.
  std::string text();

  FakeExplorer explorer;
  FakeExplorer compared_explorer;
  bool explorer_draws = true;  ///< false: `view` stays what the test has put there
  View view;
  std::optional<View> compared;  ///< of the second pane, while the session compares something
  TrainingView training;
  TrainingView training_b;
  DataView data;
  LiveMeasurement measured;
  NumberView numbers;
  Session session;
  UiState state;
  UiOutput output;                ///< of the last frame
  std::vector<UiOutput> outputs;  ///< of all frames in which something was asked or touched

 private:
  struct Shown {
    std::string name;
    Panel panel;
    ImVec2 position;
    ImVec2 size;
  };
  void frame();
  void draw_session();
  void draw_windows();

  Screenless screenless_;
  Theme theme_;
  std::unique_ptr<FaceTextures> textures_;
  std::vector<Shown> shown_;
  Session drawn_session_;
  bool drawn_ = false;
};

}  // namespace facet::ui
