#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/base/commands.h"
#include "core/base/live_measurement.h"
#include "core/base/number_view.h"
#include "core/base/projection.h"
#include "core/base/training_view.h"
#include "core/base/view.h"

namespace facet {

struct EngineOptions {
  std::string runs_folder;       ///< where runs without a folder of their own are made
  std::string numbers_folder;    ///< the same for the number lab's; empty: in memory
  std::string cache_folder;      ///< what can be made again: decoded folders, timed choices
  std::string shipped_folder{};  ///< with a folder of judges that come with the program; or empty
  bool live_window = true;       ///< there is one to keep pictures for
  /// Called from any of the engine's threads after something new was published; must not block.
  /// For a window: glfwPostEmptyEvent. May be empty.
  std::function<void()> wake;
};

/// The trainer, explorer, measuring, projecting and io threads behind a window, and the number
/// lab's. Messages
/// go in, immutable values come out. All functions may be called from any thread and return at
/// once.
class Engine {
 public:
  static Result<std::unique_ptr<Engine>> create(EngineOptions options);
  /// Saves a checkpoint of a run in progress, stops the threads and joins them.
  ~Engine();
  Engine(const Engine&) = delete;
  Engine& operator=(const Engine&) = delete;

  /// To training A, 0, or B, 1. Both train on one thread and take turns by time: each has half of
  /// it while both run, one that rests leaves all of it to the other.
  void send(TrainingCommand command, int training = 0);
  void send(IoCommand command);
  void send(NumberCommand command);
  void send(ProjectionCommand command);
  /// Replaces the session to be drawn; an older one that was not begun is dropped. `serial` ascends
  /// and comes back in View::touched_serial and View::session_serial. View::directions follows only
  /// while they are shown.
  void show(std::shared_ptr<const Session> session, std::uint64_t serial, TouchedPart touched,
            bool directions_shown = false);

  /// Finds the training picture that a drawn face looks most like: LiveMeasurement::likeness, where
  /// there is a data set. A newer face takes the place of one that waits.
  void find_likeness(Picture face);

  /// The user is at work in the window at this moment: training leaves a core to it.
  void note_user();

  /// The newest values; never null.
  std::shared_ptr<const View> view() const;
  std::shared_ptr<const TrainingView> training(int training = 0) const;
  std::shared_ptr<const DataView> data() const;
  std::shared_ptr<const JobView> job() const;
  std::shared_ptr<const LiveMeasurement> measured() const;
  std::shared_ptr<const NumberView> numbers() const;
  std::shared_ptr<const ProjectionView> projections() const;

  /// What the second pane has drawn; null while the session compares nothing.
  std::shared_ptr<const View> compared_view() const;

  /// Messages since the last call, oldest first.
  std::vector<Notice> take_notices();
  /// Results of OpenPath since the last call, oldest first.
  std::vector<Opened> take_opened();

 private:
  struct Impl;
  explicit Engine(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace facet
