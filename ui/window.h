#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/base/image.h"
#include "core/base/result.h"

namespace facet::ui {

struct WindowOptions {
  std::string title = "Facet";
  int width = 0;  ///< in pixels at scale 1; 0: chosen for the screen
  int height = 0;
  double scale = 0;  ///< of the content; 0: the screen's own
  bool visible = true;
};

/// The window of the system with its OpenGL 3.3 context, and Dear ImGui and ImPlot in it. One a
/// process. All functions on the main thread, except wake(). What draws with its context
/// (Workbench) must be destroyed before it; what calls wake() (Engine) too.
///
///   while (!window->should_close()) {
///     window->wait_events();
///     // take what the engine has published; if anything of it is new:
///     window->note_new_values();
///     if (!window->frame_due()) continue;
///     window->begin_frame();
///     workbench.drop(window->take_dropped());
///     const UiOutput output = workbench.draw(input);
///     window->end_frame(output.animating);
///   }
class Window {
 public:
  /// Opens the window. Without a display, or without OpenGL 3.3, an Error says so and names what
  /// works without: exit code 1.
  static Result<std::unique_ptr<Window>> create(const WindowOptions& options);
  ~Window();
  Window(const Window&) = delete;
  Window& operator=(const Window&) = delete;

  /// Sleeps until there is input, wake() is called or a frame is due; returns at once when it is.
  void wait_events();
  /// The same for `seconds` at most, whether a frame is due or not.
  void wait_events_for(double seconds);
  /// Ends wait_events() soon. Any thread.
  static void wake();
  /// Tells that something is new that only the next frame shows.
  void note_new_values();
  /// Whether it is time to draw a frame: at most 60 a second while the user is at work, fewer for
  /// values that come by themselves, none while nothing changes.
  bool frame_due() const;
  /// Whether the user did something in the last half second.
  bool in_use() const;

  void begin_frame();
  /// Forgets what was built since, instead of end_frame().
  void drop_frame();
  /// As if the pointer were moved to (x, y) with its left button up or down: for benchmarks.
  void move_pointer(float x, float y, bool pressed);
  /// Draws what ImGui holds and shows it. `animating`: another frame is wanted soon; `moving`: a
  /// walk plays, so frames are to follow one another smoothly.
  void end_frame(bool animating, bool moving = false);

  /// Whether the user has asked to close the window.
  bool should_close() const;
  /// Files dropped on the window since the last call; the pointer is where they fell.
  std::vector<std::string> take_dropped();
  void toggle_full_screen();
  /// What the last frame shows, RGB.
  Image screenshot();

 private:
  struct Impl;
  explicit Window(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace facet::ui
