#pragma once

#include <imgui.h>
#include <imgui_te_context.h>

#include <functional>
#include <string>

struct ImGuiTestEngine;

namespace facet::ui {

/// ImGui and ImPlot with the test engine, in real frames without a screen. An error that ImGui
/// finds, such as a Begin without its End, fails the test.
class Screenless {
 public:
  explicit Screenless(ImVec2 size);
  ~Screenless();
  Screenless(const Screenless&) = delete;
  Screenless& operator=(const Screenless&) = delete;

  /// One frame of a sixtieth of a second in which `draw` draws.
  void frame(const std::function<void()>& draw);
  /// Calls `next_frame`, which is to call frame(), while `steps` runs. Returns false, after
  /// printing what went wrong, if an item was not found or a check of the engine failed.
  bool play(const std::function<void(ImGuiTestContext&)>& steps,
            const std::function<void()>& next_frame);
  /// What a frame of `draw` shows as text.
  std::string read(const std::function<void()>& draw);

 private:
  ImGuiContext* context_ = nullptr;
  ImGuiTestEngine* engine_ = nullptr;
};

}  // namespace facet::ui
