#pragma once

#include <imgui.h>

#include <functional>
#include <vector>

#include "ui/damage.h"

struct GLFWwindow;

namespace facet::ui {

/// Brings ImGui's frames on the screen. Where the processor draws (Mesa's llvmpipe on X11), only
/// the rectangles that changed are drawn and copied to the screen: the processor's time belongs to
/// the training. Elsewhere a frame is drawn as a whole and the buffers are swapped. Main thread,
/// with a current context and ImGui's OpenGL backend started.
class FramePresenter {
 public:
  /// `software`: the processor draws.
  FramePresenter(GLFWwindow* window, bool software);

  /// Draws the frame into the buffer behind the screen, whole: for reading it.
  void draw_whole(const ImDrawData& data);
  /// Draws what must be drawn into the buffer behind the screen; show() shows it.
  void draw(ImDrawData& data);
  void show();
  /// What the window shows, or the buffer behind it, was lost.
  void forget() { damage_.forget(); }

 private:
  void draw_part(ImDrawData& data, const ImRect& rect);

  GLFWwindow* window_;
  Damage damage_;
  /// Copies a rectangle of the buffer behind the screen to the screen (GLX_MESA_copy_sub_buffer);
  /// y upwards. Empty where the buffers are swapped.
  std::function<void(int x, int y, int width, int height)> copy_to_screen_;
  std::vector<ImRect> changed_;  ///< drawn and not shown yet
  int width_ = 0;
  int height_ = 0;
  ImVec4 background_;
};

}  // namespace facet::ui
