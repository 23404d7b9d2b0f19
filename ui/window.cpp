#include "ui/window.h"

#include <GLFW/glfw3.h>
#include <glad/gl.h>
#include <imgui.h>
#include <imgui_impl_glfw.h>
#include <imgui_impl_opengl3.h>
#include <imgui_internal.h>
#include <implot.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <string_view>
#include <utility>

#include "ui/frame_pacer.h"
#include "ui/frame_presenter.h"
#include "ui/modifier_hold.h"
#include "ui/theme.h"
#include "ui/window_icon.h"

namespace facet::ui {
namespace {

constexpr const char* kWithoutWindow =
    "The verbs work without one: `facet train`, `facet sample`, `facet arithmetic` and others; "
    "`facet --help` lists them.";

std::string glfw_reason() {
  const char* reason = nullptr;
  glfwGetError(&reason);
  return reason == nullptr ? "" : " (" + std::string(reason) + ")";
}

void set_icon(GLFWwindow* window) {
  std::vector<Image> images;
  std::vector<GLFWimage> icons;
  for (const int side : {16, 32, 48, 64, 128}) images.push_back(draw_icon(side));
  for (Image& image : images) icons.push_back({image.width, image.height, image.pixels.data()});
  glfwSetWindowIcon(window, static_cast<int>(icons.size()), icons.data());
}

bool drawn_by_processor() {
  const auto* const name = reinterpret_cast<const char*>(glGetString(GL_RENDERER));
  const std::string_view renderer = name == nullptr ? "" : name;
  return renderer.find("llvmpipe") != std::string_view::npos ||
         renderer.find("softpipe") != std::string_view::npos ||
         renderer.find("SWR") != std::string_view::npos;
}

/// The whole window, at the given scale, within the screen.
std::pair<int, int> window_size(const WindowOptions& options, double scale) {
  int width = static_cast<int>(std::lround((options.width > 0 ? options.width : 1440) * scale));
  int height = static_cast<int>(std::lround((options.height > 0 ? options.height : 900) * scale));
  GLFWmonitor* const monitor = glfwGetPrimaryMonitor();
  if (monitor != nullptr) {
    int x = 0, y = 0, room_width = 0, room_height = 0;
    glfwGetMonitorWorkarea(monitor, &x, &y, &room_width, &room_height);
    if (room_width > 0) width = std::min(width, room_width);
    if (room_height > 0) height = std::min(height, room_height);
  }
  return {width, height};
}

double screen_scale() {
  GLFWmonitor* const monitor = glfwGetPrimaryMonitor();
  if (monitor == nullptr) return 1;
  float x = 1, y = 1;
  glfwGetMonitorContentScale(monitor, &x, &y);
  return std::clamp(static_cast<double>(x), 0.5, 4.0);
}

}  // namespace

struct Window::Impl {
  GLFWwindow* window = nullptr;
  bool glfw_running = false;
  bool imgui_running = false;
  bool software = false;  ///< drawn by the processor: no refresh to wait for
  double fixed_scale = 0;
  double scale = 1;
  double frame_began = 0;
  FramePacer pacer;
  std::optional<FramePresenter> presenter;  ///< from open() on
  std::vector<std::string> dropped;
  struct Placement {
    int x = 0, y = 0, width = 0, height = 0;
  } windowed;

  ~Impl();
  Status open(const WindowOptions& options);
  void install_callbacks();
  void start_imgui();

  static Impl& of(GLFWwindow* window) {
    return *static_cast<Impl*>(glfwGetWindowUserPointer(window));
  }
  template <typename... Arguments>
  static void note_input(GLFWwindow* window, Arguments...) {
    of(window).pacer.note_input(glfwGetTime());
  }
};

Window::Impl::~Impl() {
  if (imgui_running) {
    glfwMakeContextCurrent(window);
    ImGui_ImplOpenGL3_Shutdown();
    ImGui_ImplGlfw_Shutdown();
    ImPlot::DestroyContext();
    ImGui::DestroyContext();
  }
  if (window != nullptr) glfwDestroyWindow(window);
  if (glfw_running) glfwTerminate();
}

Status Window::Impl::open(const WindowOptions& options) {
  const auto unsupported = [](const std::string& reason) {
    return Error{ErrorCode::kUnsupported, reason + " " + kWithoutWindow, "window"};
  };
  if (glfwInit() != GLFW_TRUE) {
    return unsupported("There is no display to open a window on" + glfw_reason() + ".");
  }
  glfw_running = true;
  fixed_scale = options.scale;
  scale = fixed_scale > 0 ? fixed_scale : screen_scale();
  glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
  glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 3);
  glfwWindowHint(GLFW_OPENGL_PROFILE, GLFW_OPENGL_CORE_PROFILE);
  glfwWindowHint(GLFW_OPENGL_FORWARD_COMPAT, GLFW_TRUE);
  glfwWindowHint(GLFW_VISIBLE, options.visible ? GLFW_TRUE : GLFW_FALSE);
  glfwWindowHintString(GLFW_X11_CLASS_NAME, "facet");
  glfwWindowHintString(GLFW_X11_INSTANCE_NAME, "facet");
  const auto [width, height] = window_size(options, scale);
  window = glfwCreateWindow(width, height, options.title.c_str(), nullptr, nullptr);
  if (window == nullptr) {
    return unsupported("This display cannot show OpenGL 3.3" + glfw_reason() +
                       ". Install a graphics driver, or Mesa's drawing by the processor "
                       "(libgl1-mesa-dri).");
  }
  glfwMakeContextCurrent(window);
  if (gladLoadGL(glfwGetProcAddress) == 0) {
    return unsupported("The graphics driver does not offer the functions of OpenGL 3.3.");
  }
  software = drawn_by_processor();
  glfwSwapInterval(software ? 0 : 1);
  glfwSetWindowSizeLimits(window, 640, 400, GLFW_DONT_CARE, GLFW_DONT_CARE);
  set_icon(window);
  install_callbacks();
  start_imgui();
  presenter.emplace(window, software);
  return {};
}

void Window::Impl::install_callbacks() {
  // ImGui's backend, started later, calls these before its own.
  glfwSetWindowUserPointer(window, this);
  glfwSetKeyCallback(window, note_input<int, int, int, int>);
  glfwSetCharCallback(window, note_input<unsigned>);
  glfwSetMouseButtonCallback(window, note_input<int, int, int>);
  glfwSetCursorPosCallback(window, note_input<double, double>);
  glfwSetCursorEnterCallback(window, note_input<int>);
  glfwSetScrollCallback(window, note_input<double, double>);
  glfwSetWindowFocusCallback(window, note_input<int>);
  glfwSetWindowIconifyCallback(window, note_input<int>);
  glfwSetWindowRefreshCallback(window, [](GLFWwindow* uncovered) {
    of(uncovered).presenter->forget();
    note_input(uncovered);
  });
  glfwSetFramebufferSizeCallback(window, note_input<int, int>);
  glfwSetWindowCloseCallback(window, note_input<>);
  glfwSetWindowContentScaleCallback(window, [](GLFWwindow* changed, float x, float) {
    Impl& self = of(changed);
    if (self.fixed_scale <= 0) self.scale = std::clamp(static_cast<double>(x), 0.5, 4.0);
    note_input(changed);
  });
  glfwSetDropCallback(window, [](GLFWwindow* target, int count, const char** paths) {
    Impl& self = of(target);
    self.dropped.insert(self.dropped.end(), paths, paths + count);
    // While files are carried over the window, no movement of the pointer is reported.
    double x = 0, y = 0;
    glfwGetCursorPos(target, &x, &y);
    ImGui::GetIO().AddMousePosEvent(static_cast<float>(x), static_cast<float>(y));
    note_input(target);
  });
}

void Window::Impl::start_imgui() {
  IMGUI_CHECKVERSION();
  ImGui::CreateContext();
  ImPlot::CreateContext();
  imgui_running = true;
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = nullptr;
  io.LogFilename = nullptr;
  io.ConfigFlags |= ImGuiConfigFlags_DockingEnable;
  ImGui_ImplGlfw_InitForOpenGL(window, true);
  ImGui_ImplOpenGL3_Init("#version 330 core");
}

Window::Window(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Window::~Window() = default;

Result<std::unique_ptr<Window>> Window::create(const WindowOptions& options) {
  auto impl = std::make_unique<Impl>();
  if (const Status opened = impl->open(options); !opened) return opened.error();
  return std::unique_ptr<Window>(new Window(std::move(impl)));
}

void Window::wait_events() {
  const bool iconified = glfwGetWindowAttrib(impl_->window, GLFW_ICONIFIED) != GLFW_FALSE;
  const double wait_s = iconified ? FramePacer::kNever : impl_->pacer.due_at() - glfwGetTime();
  if (wait_s <= 0) {
    glfwPollEvents();
  } else if (wait_s == FramePacer::kNever) {
    glfwWaitEvents();
  } else {
    glfwWaitEventsTimeout(wait_s);
  }
}

void Window::wait_events_for(double seconds) { glfwWaitEventsTimeout(seconds); }

void Window::wake() { glfwPostEmptyEvent(); }

void Window::note_new_values() { impl_->pacer.note_new_values(); }

bool Window::frame_due() const {
  return glfwGetWindowAttrib(impl_->window, GLFW_ICONIFIED) == GLFW_FALSE &&
         impl_->pacer.due_at() <= glfwGetTime();
}

bool Window::in_use() const { return impl_->pacer.in_use(glfwGetTime()); }

void Window::begin_frame() {
  impl_->frame_began = glfwGetTime();
  ImGui::GetStyle().FontScaleDpi = static_cast<float>(impl_->scale);
  ImGui_ImplOpenGL3_NewFrame();
  ImGui_ImplGlfw_NewFrame();
  const std::vector<ImGuiInputEvent> later = hold_back_modifier_releases();
  ImGui::NewFrame();
  give_back_input(later);
}

void Window::drop_frame() { ImGui::EndFrame(); }

void Window::move_pointer(float x, float y, bool pressed) {
  ImGuiIO& io = ImGui::GetIO();
  io.AddMousePosEvent(x, y);
  io.AddMouseButtonEvent(ImGuiMouseButton_Left, pressed);
  impl_->pacer.note_input(glfwGetTime());
}

void Window::end_frame(bool animating, bool moving) {
  ImGui::Render();
  impl_->presenter->draw(*ImGui::GetDrawData());
  const double drawn = glfwGetTime();
  impl_->presenter->show();
  // With a graphics card, the time to the swap's end is mostly waiting for the screen.
  const double ended = impl_->software ? glfwGetTime() : drawn;
  impl_->pacer.note_frame(impl_->frame_began, ended - impl_->frame_began, animating,
                          ImGui::GetIO().WantTextInput, moving);
  if (!ImGui::GetCurrentContext()->InputEventsQueue.empty()) impl_->pacer.note_backlog();
}

bool Window::should_close() const { return glfwWindowShouldClose(impl_->window) != GLFW_FALSE; }

std::vector<std::string> Window::take_dropped() { return std::exchange(impl_->dropped, {}); }

void Window::toggle_full_screen() {
  GLFWwindow* const window = impl_->window;
  Impl::Placement& windowed = impl_->windowed;
  impl_->pacer.note_input(glfwGetTime());
  if (glfwGetWindowMonitor(window) != nullptr) {
    glfwSetWindowMonitor(window, nullptr, windowed.x, windowed.y, windowed.width, windowed.height,
                         GLFW_DONT_CARE);
    return;
  }
  GLFWmonitor* const monitor = glfwGetPrimaryMonitor();
  const GLFWvidmode* const mode = monitor == nullptr ? nullptr : glfwGetVideoMode(monitor);
  if (mode == nullptr) return;
  glfwGetWindowPos(window, &windowed.x, &windowed.y);
  glfwGetWindowSize(window, &windowed.width, &windowed.height);
  glfwSetWindowMonitor(window, monitor, 0, 0, mode->width, mode->height, mode->refreshRate);
}

Image Window::screenshot() {
  // The buffer behind the screen is undefined after a swap, so the frame is drawn into it again.
  impl_->presenter->draw_whole(*ImGui::GetDrawData());
  int width = 0, height = 0;
  glfwGetFramebufferSize(impl_->window, &width, &height);
  Image image = make_image(width, height);
  const std::size_t row = static_cast<std::size_t>(width) * 3;
  std::vector<std::uint8_t> pixels(row * static_cast<std::size_t>(height));
  glPixelStorei(GL_PACK_ALIGNMENT, 1);
  glReadPixels(0, 0, width, height, GL_RGB, GL_UNSIGNED_BYTE, pixels.data());
  for (int y = 0; y < height; ++y) {
    const auto from = pixels.begin() + static_cast<std::ptrdiff_t>(row) * (height - 1 - y);
    std::copy_n(from, row, image.pixels.begin() + static_cast<std::ptrdiff_t>(row) * y);
  }
  return image;
}

}  // namespace facet::ui
