#include "core/engine/training_slot.h"

#include <algorithm>
#include <thread>

#include "core/base/elapsed.h"
#include "core/engine/recording.h"
#include "core/engine/run_folder.h"
#include "core/engine/thread_setup.h"
#include "core/model/runtime.h"
#include "core/model/weights.h"

namespace facet {
namespace {

// Between two TrainingViews while training runs: the window shows at most so many. Each makes it
// draw, so fewer where nobody is at work.
constexpr std::chrono::milliseconds kInUseViewInterval{33};
constexpr std::chrono::milliseconds kUntouchedViewInterval{50};
// Between two copies of the weights, and the share of a core that copying them and drawing with
// them may take: what a hand waits for is drawn between the parts of that.
constexpr double kWeightsIntervalS = 0.2;
constexpr double kLongestWeightsIntervalS = 3;
constexpr double kInUseShare = 0.05;
constexpr double kUntouchedShare = 0.015;

}  // namespace

/// While the user is at work, one core belongs to the window. The other training may have left this
/// thread with another count.
void TrainingSlot::use_own_threads() const {
  const int cores = static_cast<int>(std::thread::hardware_concurrency());
  const bool in_use = links_.user.recent();
  const int threads = in_use ? std::clamp(threads_, 1, std::max(1, cores - 1)) : threads_;
  if (thread_count() != threads) use_threads(threads);
}

double TrainingSlot::weights_interval_s() {
  const double share = links_.user.recent() ? kInUseShare : kUntouchedShare;
  return std::clamp((weights_cost_s_ + mine().drawing_cost_s) / share, kWeightsIntervalS,
                    kLongestWeightsIntervalS);
}

void TrainingSlot::step() {
  resting_ = false;
  use_own_threads();
  // With two cores, the one that is left to the window is not enough for all that a hand sets off.
  if (links_.user.recent() && thread_count() == 1) {
    yielding_.run([this] { advance(); });
  } else {
    advance();
  }
}

void TrainingSlot::advance() {
  // What went wrong is among the run's notices.
  [[maybe_unused]] const Status advanced = run_->advance();
  const auto now = Clock::now();
  if (mine().weights_wanted && seconds_between(weights_at_, now) >= weights_interval_s()) {
    publish_weights();
  }
  const auto interval = links_.user.recent() ? kInUseViewInterval : kUntouchedViewInterval;
  if (now - view_at_ >= interval) publish_view();
}

/// Training has stopped: what it leaves is saved and shown.
void TrainingSlot::come_to_rest() {
  if (resting_) return;
  resting_ = true;
  if (run_) {
    use_own_threads();
    run_->pause();
    publish_weights();
    publish_view();
    const bool finished = run_->done() && run_->view().state == TrainingState::kFinished;
    if (const Status saved = finished ? run_->finish() : run_->save(); !saved && !run_->done()) {
      links_.notify(saved.error());
    }
  }
  publish_view();
}

void TrainingSlot::handle(const TrainingCommand& command) {
  std::visit([this](const auto& asked) { handle_command(asked); }, command);
}

void TrainingSlot::prepare(TrainingPlan plan, std::string activity) {
  close_run();
  recorded_ = {};
  plan_ = std::move(plan);
  activity_ = std::move(activity);
  publish_view();
}

void TrainingSlot::handle_command(const StartTraining& command) {
  const TrainingPlan plan = command.plan;
  prepare(plan, "reading " + plan.data);
  const Result<DatasetPtr> dataset = open_data(plan.data);
  if (!dataset) return begin(dataset.error());
  prepare(plan, "making the networks");
  const std::string folder = command.run_folder.empty()
                                 ? new_run_path(links_.options.runs_folder, plan.preset)
                                 : command.run_folder;
  begin(TrainingRun::create(plan, *dataset, folder, run_options()));
}

void TrainingSlot::handle_command(const ContinueRun& command) {
  const Result<RunRecord> record = read_run_record(command.run_folder);
  if (!record) return links_.notify(record.error());
  prepare(record->plan, "reading " + record->plan.data);
  if (const Result<WeightsPtr> weights = load_weights(command.run_folder)) {
    mine().weights.set(*weights);
    links_.to_explorer.push(ExplorerMessage{});
    links_.to_measure.push(MeasureMessage{});
  }
  const Result<DatasetPtr> dataset = open_data(record->plan.data);
  if (!dataset) return begin(dataset.error());
  prepare(record->plan, "loading the checkpoint");
  begin(TrainingRun::resume(command.run_folder, *dataset, {}, run_options()));
  if (run_) paused_ = command.paused;
}

void TrainingSlot::handle_command(const ShowRecording& command) {
  if (run_) return;
  Result<TrainingView> recorded = read_recording(command.run_folder, *links_.picture_serials);
  if (!recorded) return links_.notify(recorded.error());
  recorded_ = *std::move(recorded);
  publish_view();
}

void TrainingSlot::handle_command(const PauseTraining&) { paused_ = true; }

void TrainingSlot::handle_command(const ResumeTraining&) {
  paused_ = false;
  if (!run_) return;
  run_->retry();
  if (run_->done()) {
    links_.notify(Notice::Level::kInfo,
                  "The training has reached the limit that was set for it; start a new one, or go "
                  "on with `facet train --resume` and a later limit.");
  }
  publish_view();
}

void TrainingSlot::handle_command(const StepTraining&) {
  paused_ = true;
  if (!run_) return;
  run_->retry();
  if (!run_->done()) step();
  publish_weights();
  publish_view();
}

void TrainingSlot::handle_command(const ResetTraining&) {
  if (!run_) return;
  const TrainingPlan plan = run_->view().plan;
  handle_command(StartTraining{plan, {}});
}

void TrainingSlot::handle_command(const SaveCheckpoint&) {
  if (!run_) return;
  if (const Status saved = run_->save(); !saved) {
    links_.notify(saved.error());
  } else {
    links_.notify(
        Notice::Level::kInfo,
        "Saved a checkpoint of step " + std::to_string(run_->step()) + " in " + run_->path() + ".");
  }
  publish_view();
}

void TrainingSlot::handle_command(const ChangeTraining& command) {
  if (!run_) return;
  run_->change(command);
  publish_view();
}

void TrainingSlot::handle(ExportLive message) {
  if (!run_) {
    links_.notify(Notice::Level::kWarning,
                  "There is no model yet that could draw; start training, or open a model.");
    return;
  }
  TrainerState state = run_->drawing_state();
  links_.to_io.push(ExportWithState{std::move(message.picture), run_->snapshot(), std::move(state),
                                    run_->path()});
}

Result<DatasetPtr> TrainingSlot::open_data(const std::string& data) {
  pool_.add(links_.dataset.get());
  OpenOptions options{links_.options.cache_folder, {}};
  options.progress = [this](double) { return !stop_.stop_requested(); };
  return pool_.open(data, options);
}

RunOptions TrainingSlot::run_options() const {
  RunOptions options;
  options.cache_folder = links_.options.cache_folder;
  options.live_window = links_.options.live_window;
  options.serials = links_.picture_serials;
  return options;
}

void TrainingSlot::begin(Result<std::unique_ptr<TrainingRun>> run) {
  activity_.clear();
  paused_ = false;
  resting_ = false;
  if (run) {
    run_ = std::move(*run);
    threads_ = std::max(1, run_->view().plan.threads);
    publish_weights();
  } else if (run.error().code != ErrorCode::kCanceled) {
    links_.notify(run.error());
  }
  publish_view();
}

void TrainingSlot::close_run() {
  if (!run_) return;
  if (const Status saved = run_->save(); !saved) links_.notify(saved.error());
  pass_on_notices();
  run_.reset();
  weights_step_ = -1;
}

void TrainingSlot::drop_run() {
  run_.reset();
  weights_step_ = -1;
  publish_view();
}

void TrainingSlot::pass_on_notices() {
  if (!run_) return;
  const std::string name = training_ == 0 ? "" : "Training B: ";
  for (Notice& notice : run_->take_notices()) links_.notify(notice.level, name + notice.text);
}

void TrainingSlot::publish_view() {
  pass_on_notices();
  TrainingView view;
  if (!activity_.empty()) {
    view.state = TrainingState::kPreparing;
    view.plan = plan_;
    view.activity = activity_;
  } else if (run_) {
    view = run_->view();
    if (view.state == TrainingState::kRunning && paused_) view.state = TrainingState::kPaused;
  } else {
    view = recorded_;
    if (!recorded_.curves) view.plan = plan_;
  }
  view_at_ = Clock::now();
  mine().view.set(std::make_shared<const TrainingView>(std::move(view)));
  links_.wake();
}

void TrainingSlot::publish_weights() {
  if (run_->step() == weights_step_) return;
  const double begin = thread_cpu_seconds();
  mine().weights_wanted = false;
  mine().weights.set(run_->snapshot());
  weights_cost_s_ = thread_cpu_seconds() - begin;
  weights_at_ = Clock::now();
  weights_step_ = run_->step();
  links_.to_explorer.push(ExplorerMessage{});
  links_.to_measure.push(MeasureMessage{});
}

}  // namespace facet
