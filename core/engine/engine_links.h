#pragma once

#include <atomic>
#include <memory>
#include <string>
#include <variant>

#include "core/base/channels.h"
#include "core/base/commands.h"
#include "core/base/live_measurement.h"
#include "core/base/training_view.h"
#include "core/base/view.h"
#include "core/data/dataset.h"
#include "core/engine/engine.h"
#include "core/engine/serial_source.h"
#include "core/model/checkpoint.h"
#include "core/model/weights.h"

namespace facet {

/// A session to be drawn; the newest replaces older ones. Without a session: EngineLinks::weights
/// has moved.
struct ExplorerMessage {
  std::shared_ptr<const Session> session;
  std::uint64_t serial = 0;
  TouchedPart touched = TouchedPart::kNone;
};

/// The trainer's share of an export from the live training: it adds the weights of its present
/// step, so that what is exported can be redrawn later.
struct ExportLive {
  ExportPicture picture;
};
using TrainerMessage = std::variant<TrainingCommand, ExportLive>;

/// An export from the live training with the state that draws it (without the optimiser's).
struct ExportWithState {
  ExportPicture picture;
  WeightsPtr weights;
  TrainerState state;
  std::string run_folder;
};
/// A session to be measured. Without a session: weights or data have moved.
struct MeasureMessage {
  std::shared_ptr<const Session> session;
};
using IoMessage = std::variant<IoCommand, ExportWithState>;

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
  /// After something new was published.
  void wake() const {
    if (options.wake) options.wake();
  }

  const EngineOptions options;
  Mailbox<TrainerMessage> to_trainer;
  Mailbox<ExplorerMessage> to_explorer;
  Mailbox<IoMessage> to_io;
  Mailbox<MeasureMessage> to_measure;
  Mailbox<Notice> notices;
  Mailbox<Opened> opened;
  Published<View> view;
  Published<TrainingView> training;
  Published<DataView> data;
  Published<JobView> job;
  Published<LiveMeasurement> measured;
  Published<Weights> weights;  ///< the newest of the live training; null: none
  Published<Dataset> dataset;  ///< the newest that was opened; null: none
  /// The explorer would draw newer weights now; the trainer copies none that nobody asked for.
  std::atomic<bool> weights_wanted{true};
  std::shared_ptr<SerialSource> picture_serials = std::make_shared<SerialSource>();
  SerialSource notice_serials;
};

}  // namespace facet
