#include "ui/frame_presenter.h"

#include <GLFW/glfw3.h>
#include <glad/gl.h>
#include <imgui_impl_opengl3.h>

#include <algorithm>
#include <cstring>

#include "ui/theme.h"

namespace facet::ui {
namespace {

/// Limits all commands of `data` to a rectangle for the scope, in ImGui's coordinates.
class ClipScope {
 public:
  ClipScope(ImDrawData& data, const ImVec4& clip) : data_(data) {
    for (ImDrawList* const list : data.CmdLists) {
      for (ImDrawCmd& command : list->CmdBuffer) {
        before_.push_back(command.ClipRect);
        ImVec4& rect = command.ClipRect;
        rect = {std::max(rect.x, clip.x), std::max(rect.y, clip.y), std::min(rect.z, clip.z),
                std::min(rect.w, clip.w)};
      }
    }
  }
  ~ClipScope() {
    auto before = before_.begin();
    for (ImDrawList* const list : data_.CmdLists) {
      for (ImDrawCmd& command : list->CmdBuffer) command.ClipRect = *before++;
    }
  }
  ClipScope(const ClipScope&) = delete;
  ClipScope& operator=(const ClipScope&) = delete;

 private:
  ImDrawData& data_;
  std::vector<ImVec4> before_;
};

bool draws_something(const ImDrawList& list) {
  for (const ImDrawCmd& command : list.CmdBuffer) {
    const ImVec4& clip = command.ClipRect;
    if (command.UserCallback == nullptr && clip.x < clip.z && clip.y < clip.w) return true;
  }
  return false;
}

void clear() {
  // What docked panels stand on: they do not fill their own background.
  const ImVec4& color = theme().panel;
  glClearColor(color.x, color.y, color.z, 1);
  glClear(GL_COLOR_BUFFER_BIT);
}

std::function<void(int, int, int, int)> screen_copier() {
  using CurrentDisplay = void* (*)();
  using CurrentDrawable = unsigned long (*)();
  using CopySubBuffer = void (*)(void*, unsigned long, int, int, int, int);
  if (glfwGetPlatform() != GLFW_PLATFORM_X11) return {};
  if (glfwExtensionSupported("GLX_MESA_copy_sub_buffer") != GLFW_TRUE) return {};
  const auto display = reinterpret_cast<CurrentDisplay>(glfwGetProcAddress("glXGetCurrentDisplay"));
  const auto drawable =
      reinterpret_cast<CurrentDrawable>(glfwGetProcAddress("glXGetCurrentDrawable"));
  const auto copy = reinterpret_cast<CopySubBuffer>(glfwGetProcAddress("glXCopySubBufferMESA"));
  if (display == nullptr || drawable == nullptr || copy == nullptr) return {};
  return [=](int x, int y, int width, int height) {
    copy(display(), drawable(), x, y, width, height);
  };
}

}  // namespace

FramePresenter::FramePresenter(GLFWwindow* window, bool software) : window_(window) {
  if (software) copy_to_screen_ = screen_copier();
}

void FramePresenter::draw_whole(const ImDrawData& data) {
  int width = 0, height = 0;
  glfwGetFramebufferSize(window_, &width, &height);
  glViewport(0, 0, width, height);
  clear();
  ImGui_ImplOpenGL3_RenderDrawData(const_cast<ImDrawData*>(&data));
}

void FramePresenter::draw_part(ImDrawData& data, const ImRect& rect) {
  const auto x = static_cast<int>(rect.Min.x);
  const auto y = height_ - static_cast<int>(rect.Max.y);
  const auto rect_width = static_cast<int>(rect.GetWidth());
  const auto rect_height = static_cast<int>(rect.GetHeight());
  glEnable(GL_SCISSOR_TEST);
  glScissor(x, y, rect_width, rect_height);
  clear();
  glDisable(GL_SCISSOR_TEST);
  const ImVec2 origin = data.DisplayPos;
  const ImVec2 scale = data.FramebufferScale;
  const ClipScope clip(data, {origin.x + rect.Min.x / scale.x, origin.y + rect.Min.y / scale.y,
                              origin.x + rect.Max.x / scale.x, origin.y + rect.Max.y / scale.y});
  ImDrawData part = data;
  part.CmdLists.clear();
  for (ImDrawList* const list : data.CmdLists) {
    if (draws_something(*list)) part.CmdLists.push_back(list);
  }
  ImGui_ImplOpenGL3_RenderDrawData(&part);
}

void FramePresenter::draw(ImDrawData& data) {
  if (!copy_to_screen_) return draw_whole(data);
  int width = 0, height = 0;
  glfwGetFramebufferSize(window_, &width, &height);
  const ImVec4 background = theme().panel;
  const bool recolored = std::memcmp(&background, &background_, sizeof(background)) != 0;
  // Mesa makes new buffers for another size.
  if (width != width_ || height != height_ || recolored) forget();
  width_ = width;
  height_ = height;
  background_ = background;
  glViewport(0, 0, width, height);
  changed_ = damage_.update(data);
  for (const ImRect& rect : changed_) draw_part(data, rect);
}

void FramePresenter::show() {
  if (!copy_to_screen_) return glfwSwapBuffers(window_);
  for (const ImRect& rect : changed_) {
    copy_to_screen_(static_cast<int>(rect.Min.x), height_ - static_cast<int>(rect.Max.y),
                    static_cast<int>(rect.GetWidth()), static_cast<int>(rect.GetHeight()));
  }
}

}  // namespace facet::ui
