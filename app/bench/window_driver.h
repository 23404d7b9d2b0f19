#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "app/bench/engine_watch.h"
#include "app/bench/hand.h"
#include "app/bench/slider_latency.h"
#include "app/live_window.h"

namespace facet {

/// The window with its training, driven for a benchmark as a person would. Main thread.
class WindowDriver {
 public:
  /// What dragging has shown.
  struct Drag {
    std::vector<double> frame_ms;  ///< from the end of a frame to the end of the next
    SliderLatency slider;
  };

  /// `watch` looks at the engine of `live` whenever that publishes.
  WindowDriver(std::unique_ptr<LiveWindow> live, std::shared_ptr<EngineWatch> watch,
               std::stop_token stop);
  ~WindowDriver();
  WindowDriver(const WindowDriver&) = delete;
  WindowDriver& operator=(const WindowDriver&) = delete;

  // Errors of all: kCanceled when the user has ended it, kInternal for what should have happened.

  /// Begins a training and waits until it runs, the path is drawn, and what a training needs once,
  /// the judge of its labels, is ready.
  Status start(const TrainingPlan& plan, const std::string& run_folder);
  /// Holds the training; returns when it rests, saved.
  Status pause();
  /// Lets it go on; returns when it has for a moment.
  Status resume();

  /// The window open and untouched for `seconds`; images a second.
  Result<double> rest_beside_training(double seconds);
  /// The path's slider dragged to and fro at 60 Hz for `seconds`; images a second. Adds to drag().
  Result<double> drag_beside_training(double seconds);
  const Drag& drag() const { return drag_; }

 private:
  using Clock = std::chrono::steady_clock;

  Status check_stop() const;
  Status draw();
  Status rest(double seconds);
  /// Draws until `done` or for `limit_s`; whether it was done.
  template <typename Done>
  Result<bool> draw_until(Done done, double limit_s);
  Status drag_frame(Hand& hand, const ItemPlaces::Place& slider, Clock::time_point begin);
  void note_views();

  std::unique_ptr<LiveWindow> live_;
  std::shared_ptr<EngineWatch> watch_;
  std::stop_token stop_;
  Drag drag_;
  std::optional<Clock::time_point> last_frame_;
};

}  // namespace facet
