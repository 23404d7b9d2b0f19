#pragma once

#include <algorithm>
#include <array>
#include <atomic>
#include <memory>
#include <optional>
#include <string>
#include <variant>

#include "core/base/channels.h"
#include "core/base/commands.h"
#include "core/base/live_measurement.h"
#include "core/base/projection.h"
#include "core/base/training_view.h"
#include "core/base/view.h"
#include "core/data/dataset.h"
#include "core/engine/engine.h"
#include "core/engine/serial_source.h"
#include "core/engine/user_activity.h"
#include "core/model/checkpoint.h"
#include "core/model/weights.h"

namespace facet {

/// A session to be drawn; the newest replaces older ones. Without a session: EngineLinks::weights
/// has moved.
struct ExplorerMessage {
  std::shared_ptr<const Session> session;
  std::uint64_t serial = 0;
  TouchedPart touched = TouchedPart::kNone;
  bool directions_shown = false;
};

/// The trainer's share of an export from the live training: it adds the weights of its present
/// step, so that what is exported can be redrawn later.
struct ExportLive {
  ExportPicture picture;
};
using TrainerMessage = std::variant<TrainingOrder, ExportLive>;

/// An export from the live training with the state that draws it (without the optimiser's).
struct ExportWithState {
  ExportPicture picture;
  WeightsPtr weights;
  TrainerState state;
  std::string run_folder;
};
/// A session to be measured. Without a session: weights or data have moved, or something is asked
/// for.
struct MeasureMessage {
  std::shared_ptr<const Session> session;
  std::optional<PickFaces> pick{};      ///< of the model's own faces
  std::optional<Picture> to_compare{};  ///< a drawn face, with the training pictures
};
using IoMessage = std::variant<IoCommand, ExportWithState>;

/// What one of the trainings shows to the other threads.
struct TrainingLinks {
  Published<TrainingView> view;
  Published<Weights> weights;  ///< the newest; null: none
  /// A pane would draw newer weights now; the trainer copies none that nobody asked for.
  std::atomic<bool> weights_wanted{true};
  /// Processor time that the explorer thread needed to draw with the newest weights, seconds.
  std::atomic<double> drawing_cost_s{0};
};

/// Everything that crosses between the engine's threads and out of it: mailboxes in, published
/// values out. Any thread.
struct EngineLinks {
  explicit EngineLinks(EngineOptions engine_options) : options(std::move(engine_options)) {}

  /// Tells the user something, once.
  void notify(Notice::Level level, std::string text) {
    notices.push({level, std::move(text), notice_serials.next()});
    wake();
  }
  void notify(const Error& error) { notify(Notice::Level::kError, to_string(error)); }
  TrainingLinks& training(int training) { return trainings[static_cast<std::size_t>(training)]; }
  const TrainingLinks& training(int training) const {
    return trainings[static_cast<std::size_t>(training)];
  }
  /// Whether any training runs.
  bool trains() const {
    return std::any_of(trainings.begin(), trainings.end(), [](const TrainingLinks& training) {
      return training.view.get()->state == TrainingState::kRunning;
    });
  }
  /// Time that has been spent on training, in seconds: where two run at once, both count half.
  double training_seconds() const {
    double sum = 0;
    int running = 0;
    for (const TrainingLinks& training : trainings) {
      const std::shared_ptr<const TrainingView> now = training.view.get();
      sum += now->seconds;
      running += now->state == TrainingState::kRunning ? 1 : 0;
    }
    return sum / std::max(1, running);
  }
  /// After something new was published.
  void wake() const {
    if (options.wake) options.wake();
  }

  const EngineOptions options;
  Mailbox<TrainerMessage> to_trainer;
  Mailbox<ExplorerMessage> to_explorer;
  Mailbox<IoMessage> to_io;
  Mailbox<MeasureMessage> to_measure;
  Mailbox<ProjectionCommand> to_projection;
  Mailbox<Notice> notices;
  Mailbox<Opened> opened;
  Published<View> view;
  Published<View> compared_view;  ///< of the second pane; null: nothing is compared
  std::array<TrainingLinks, kTrainings> trainings;
  Published<DataView> data;
  Published<JobView> job;
  Published<LiveMeasurement> measured;
  Published<ProjectionView> projections;
  Published<Dataset> dataset;  ///< the newest that was opened; null: none
  UserActivity user;
  std::shared_ptr<SerialSource> picture_serials = std::make_shared<SerialSource>();
  SerialSource notice_serials;
};

}  // namespace facet
