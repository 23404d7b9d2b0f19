#pragma once

#include <chrono>
#include <memory>
#include <stop_token>
#include <string>

#include "core/engine/engine_links.h"
#include "core/engine/training_run.h"

namespace facet {

/// What the trainer thread does: one TrainingRun, driven by the commands in its mailbox. serve()
/// runs on that thread until a stop is requested, then saves a checkpoint and returns.
class TrainerThread {
 public:
  explicit TrainerThread(EngineLinks& links) : links_(links) {}
  void serve(std::stop_token stop);

 private:
  using Clock = std::chrono::steady_clock;

  void loop();
  bool training() const { return run_ && !paused_ && !run_->done(); }
  void step();
  void handle(TrainerMessage message);
  void handle_command(const StartTraining& command);
  void handle_command(const ContinueRun& command);
  void handle_command(const PauseTraining&);
  void handle_command(const ResumeTraining&);
  void handle_command(const StepTraining&);
  void handle_command(const ResetTraining&);
  void handle_command(const SaveCheckpoint&);
  void handle_command(const ChangeTraining& command);
  void handle_export(ExportLive message);

  Result<DatasetPtr> open_data(const std::string& data);
  RunOptions run_options() const;
  void begin(Result<std::unique_ptr<TrainingRun>> run);
  void close_run();
  void come_to_rest();
  void prepare(TrainingPlan plan, std::string activity);
  void pass_on_notices();
  void publish_view();
  void publish_weights();

  EngineLinks& links_;
  std::stop_token stop_;
  std::unique_ptr<TrainingRun> run_;
  bool paused_ = false;
  bool resting_ = true;  ///< the end of training (paused, finished, failed) was dealt with
  TrainingPlan plan_;    ///< of what is being prepared
  std::string activity_;
  Clock::time_point view_at_;
  Clock::time_point weights_at_;
  double weights_cost_s_ = 0;
  std::int64_t weights_step_ = -1;  ///< of the weights that were published last
};

}  // namespace facet
