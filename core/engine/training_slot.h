#pragma once

#include <chrono>
#include <memory>
#include <stop_token>
#include <string>

#include "core/engine/dataset_pool.h"
#include "core/engine/engine_links.h"
#include "core/engine/training_run.h"
#include "core/engine/yielding_thread.h"

namespace facet {

/// One of the trainer thread's trainings: a TrainingRun with what commands have made of it, and
/// what it shows to the other threads. On the trainer thread; a step that gives
/// way is done by another while that waits.
class TrainingSlot {
 public:
  /// `training`: A or B. `yielding` takes the steps that give way to a hand. It, `links` and `pool`
  /// must outlive the slot; a stop ends the reading of data.
  TrainingSlot(EngineLinks& links, int training, DatasetPool& pool, YieldingThread& yielding,
               std::stop_token stop)
      : links_(links),
        training_(training),
        pool_(pool),
        yielding_(yielding),
        stop_(std::move(stop)) {}

  /// Whether step() would train.
  bool training() const { return run_ && !paused_ && !run_->done(); }
  /// One optimiser step, with what is due after it; only while training().
  void step();
  /// Saves and shows what training leaves, once after it has stopped.
  void come_to_rest();
  void handle(const TrainingCommand& command);
  /// Hands the present weights over with an export.
  void handle(ExportLive message);
  /// Saves a checkpoint and forgets the run.
  void close_run();
  /// After an exception: forgets the run without touching it.
  void drop_run();

 private:
  using Clock = std::chrono::steady_clock;

  void handle_command(const StartTraining& command);
  void handle_command(const ContinueRun& command);
  void handle_command(const ShowRecording& command);
  void handle_command(const PauseTraining&);
  void handle_command(const ResumeTraining&);
  void handle_command(const StepTraining&);
  void handle_command(const ResetTraining&);
  void handle_command(const SaveCheckpoint&);
  void handle_command(const ChangeTraining& command);

  void use_own_threads() const;
  void advance();
  double weights_interval_s();
  TrainingLinks& mine() { return links_.training(training_); }
  Result<DatasetPtr> open_data(const std::string& data);
  RunOptions run_options() const;
  void begin(Result<std::unique_ptr<TrainingRun>> run);
  void prepare(TrainingPlan plan, std::string activity);
  void pass_on_notices();
  void publish_view();
  void publish_weights();

  EngineLinks& links_;
  const int training_;
  DatasetPool& pool_;
  YieldingThread& yielding_;
  const std::stop_token stop_;
  std::unique_ptr<TrainingRun> run_;
  int threads_ = 1;  ///< OpenMP threads that the run trains on
  bool paused_ = false;
  bool resting_ = true;    ///< the end of training (paused, finished, failed) was dealt with
  TrainingPlan plan_;      ///< of what is being prepared
  TrainingView recorded_;  ///< shown while there is no run
  std::string activity_;
  Clock::time_point view_at_;
  Clock::time_point weights_at_;
  double weights_cost_s_ = 0;
  std::int64_t weights_step_ = -1;  ///< of the weights that were published last
};

}  // namespace facet
