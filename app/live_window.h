#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "app/item_places.h"
#include "core/engine/engine.h"
#include "ui/window.h"
#include "ui/workbench.h"

namespace facet {

struct LiveWindowOptions {
  Session session;
  std::string settings_folder;  ///< layout and session are kept there; empty: nothing is kept
  std::string runs_folder;
  std::string numbers_folder;  ///< runs of the number lab; empty: they are kept in memory
  std::string cache_folder;
  std::string shipped_folder{};         ///< judges that come with the program; empty: none
  std::string notice;                   ///< shown in the window as a warning; may be empty
  bool reopen_run = false;              ///< begin with the run that was open last, paused
  std::vector<ui::Example> examples{};  ///< that people can open
  ui::WindowOptions window;
  /// Called from any of the engine's threads after something new was published, before the window
  /// is woken; must not block. For benchmarks; may be empty.
  std::function<void()> published;
  /// Follow where items are drawn, for benchmarks and scripts.
  bool track_places = false;
};

/// The whole program with a window: engine, window and workbench, and the one place where values
/// pass between them, once a frame. `facet` and `facet bench window` both run it. Main thread.
class LiveWindow {
 public:
  static Result<std::unique_ptr<LiveWindow>> create(LiveWindowOptions options);

  /// Sleeps until something happens, then draws a frame if one is due. Returns whether it did.
  bool wait_and_draw();
  /// The second half of it, after window().wait_events().
  bool draw_if_due();
  /// Whether the user has asked to end the program.
  bool finished() const { return quit_ || window_->should_close(); }

  Engine& engine() { return *engine_; }
  ui::Window& window() { return *window_; }
  const ui::Workbench& workbench() const { return *workbench_; }
  /// Serial of the session that was shown to the engine last.
  std::uint64_t session_serial() const { return session_serial_; }
  /// Where items were drawn; null unless options.track_places.
  const ItemPlaces* places() const { return places_.get(); }
  /// What the last frame drew from.
  const ui::UiInput& input() const { return input_; }

 private:
  LiveWindow() = default;
  bool take_new_values();
  /// Whether the trainings' newest values are to be taken now.
  bool training_due();
  /// Builds a frame, not yet drawn, and passes on what the user did in it.
  struct Built {
    bool animating = false;
    bool moving = false;
    bool waits_for_view = false;  ///< the user moved something that the explorer now draws
  };
  Built build_frame();
  void pass_on(ui::UiOutput output);
  /// Waits a moment for the View of the newest session; whether it came.
  bool await_view();

  // In the order in which they must be made; they are destroyed in the reverse one: the engine's
  // threads wake the window, the workbench's textures live in its context.
  std::unique_ptr<ui::Window> window_;
  std::unique_ptr<ItemPlaces> places_;
  std::unique_ptr<ui::Workbench> workbench_;
  std::unique_ptr<Engine> engine_;
  ui::UiInput input_;
  std::uint64_t session_serial_ = 0;
  std::chrono::steady_clock::time_point training_taken_;
  bool hand_draws_ = false;  ///< the last frame waited for what the user moved
  bool directions_shown_ = false;
  bool quit_ = false;
};

}  // namespace facet
