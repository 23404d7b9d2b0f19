#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/base/training_view.h"
#include "core/data/dataset.h"
#include "core/engine/serial_source.h"
#include "core/model/checkpoint.h"
#include "core/model/weights.h"

namespace facet {

struct RunOptions {
  std::string cache_folder;     ///< timed choices and decoded folders
  bool live_window = false;     ///< keep grids for the window
  bool epoch_grids = true;      ///< draw and keep a grid at each epoch's end
  double checkpoint_s = 4;      ///< most seconds of training between two checkpoints
  std::size_t kept_grids = 64;  ///< epoch grids in the TrainingView of a live window
  /// Where serials of pictures come from; null: a source of the run's own.
  std::shared_ptr<SerialSource> serials{};
};

/// What a resumed run is asked to do otherwise; absent: as the run has it.
struct ResumeRequest {
  std::optional<std::string> preset;  ///< another one is an Error; so are these four
  std::optional<std::uint64_t> training_seed;
  std::optional<int> batch;
  std::optional<int> latent;
  std::optional<std::string> start;
  std::optional<double> learning_rate;  ///< applies from here on, as a marker; so do the next two
  std::optional<double> kl_weight;
  std::optional<double> sharpening;
  /// Limits; where any of the three is given, the run's own limits are forgotten.
  std::optional<std::int64_t> epochs;
  std::optional<std::int64_t> steps;
  std::optional<double> seconds;
  std::optional<int> threads;
  std::optional<Precision> precision;
  std::optional<Device> device;
};

/// One training with its run folder: a plain class that does a step and everything that is due with
/// it (losses, held-out quality, epoch grids, checkpoints, journal, limits). `facet train` calls it
/// from main, the engine from its trainer thread. Files are written by a thread of its own; what
/// runs on a clock touches neither generators nor weights. One thread at a time, with the number of
/// OpenMP threads (use_threads) that it shall train on.
class TrainingRun {
 public:
  /// Begins a run in the new folder `path`. `plan` may still hold `auto`s. Errors: those of
  /// check_plan, resolve_plan, RunFolder::create, Trainer::create.
  static Result<std::unique_ptr<TrainingRun>> create(TrainingPlan plan, DatasetPtr dataset,
                                                     const std::string& path,
                                                     const RunOptions& options);
  /// Goes on with the run at `path` from its newest good checkpoint (the one before where the
  /// newest is damaged, the beginning where there is none). `dataset` must be the run's own (by
  /// hash).
  static Result<std::unique_ptr<TrainingRun>> resume(const std::string& path, DatasetPtr dataset,
                                                     const ResumeRequest& request,
                                                     const RunOptions& options);
  /// Waits for files being written. Call finish() or save() first to keep what was trained.
  ~TrainingRun();

  /// Whether a limit of the plan is reached, or training failed.
  bool done() const;
  /// One optimiser step and what is due after it. An Error ends the run: it went back to its last
  /// good state and its state is kFailed. Must not be called when done().
  Status advance();
  /// Writes a checkpoint of the present step and waits until it is on the disk.
  Status save();
  /// save(), then quality over all held-out pictures and the grid of an epoch that ends here; the
  /// run can go on after it. Returns the first error of a file.
  Status finish();
  /// After a failure: lets training go on from the state that it went back to.
  void retry();

  /// Applies from the next step on and marks the curves.
  void change(const ChangeTraining& to);
  /// Time between pause() and the next advance() counts neither as training nor as speed.
  void pause();

  /// What the window shows; copies no weights. Cheap enough for 60 calls a second.
  TrainingView view();
  /// Notices since the last call, oldest first; their serial is 0.
  std::vector<Notice> take_notices();
  /// A copy of what draws.
  WeightsPtr snapshot();
  /// The same as a checkpoint's state without the optimiser: what write_checkpoint() makes of it
  /// can be drawn from, not resumed.
  TrainerState drawing_state();
  /// And with the averaged weights alone.
  TrainerState averaged_state();

  const std::string& path() const;
  std::int64_t step() const;
  /// The plan's, resolved.
  int threads() const;
  /// Training speed over this whole call.
  double mean_images_per_s() const;

 private:
  struct Impl;
  explicit TrainingRun(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace facet
