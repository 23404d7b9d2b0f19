#include "core/engine/number_run.h"

#include <algorithm>
#include <cmath>
#include <filesystem>

#include "core/model/checkpoint.h"

namespace facet {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::int64_t kMeasuredTrainRows = 500;
constexpr std::int64_t kMeasuredTestRows = 1000;
constexpr std::int64_t kMeasuredTileRows = 250;
constexpr double kMeasureIntervalS = 0.5;
constexpr double kMeasureShare = 0.05;
constexpr double kCheckpointIntervalS = 4;
constexpr double kSolved = 0.99;

}  // namespace

Result<std::unique_ptr<NumberRun>> NumberRun::create(NumberPlan plan, const std::string& path) {
  Result<NumberPlan> resolved = resolve_number_plan(std::move(plan));
  if (!resolved) return resolved.error();
  if (!path.empty()) {
    if (const Status free = check_new_run(path); !free) return free.error();
  }
  Result<std::unique_ptr<NumberTrainer>> trainer = NumberTrainer::create(*resolved);
  if (!trainer) return trainer.error();
  std::unique_ptr<NumberRun> run(new NumberRun(*std::move(trainer)));
  if (path.empty()) return run;
  Result<std::unique_ptr<RunFolder>> folder =
      RunFolder::create_with_text(path, number_record_text(*resolved));
  if (!folder) return folder.error();
  if (const Status kept = run->keep_in(*std::move(folder)); !kept) return kept.error();
  return run;
}

Result<std::unique_ptr<NumberRun>> NumberRun::open(const std::string& path, Limits limits,
                                                   std::vector<std::string>& warnings) {
  Result<NumberPlan> plan = read_number_record(path);
  if (!plan) return plan.error();
  Result<std::unique_ptr<RunFolder>> folder = RunFolder::open_of_another_kind(path);
  if (!folder) return folder.error();
  Result<FoundCheckpoint> found = newest_checkpoint(path);
  if (!found) return found.error();
  warnings = std::move(found->warnings);
  std::vector<NumberPoint> curve =
      read_number_journal((*folder)->journal_path(), found->state.step);
  const double seconds = curve.empty() ? 0 : curve.back().seconds;
  plan->seconds = limits.seconds > 0 ? seconds + limits.seconds : 0;
  plan->epochs = limits.epochs;
  Result<std::unique_ptr<NumberTrainer>> trainer = NumberTrainer::create(*plan);
  if (!trainer) return trainer.error();
  if (const Status loaded = (*trainer)->load_state(found->state, found->path); !loaded) {
    return loaded.error();
  }
  (*folder)->set_aside_checkpoints_after(found->state.step);
  std::unique_ptr<NumberRun> run(new NumberRun(*std::move(trainer)));
  if (const Status kept = run->keep_in(*std::move(folder)); !kept) return kept.error();
  run->take_curve(std::move(curve));
  return run;
}

Status NumberRun::keep_in(std::unique_ptr<RunFolder> folder) {
  folder_ = std::move(folder);
  Result<std::unique_ptr<JournalWriter>> journal = JournalWriter::open(folder_->journal_path());
  if (!journal) return journal.error();
  journal_ = *std::move(journal);
  return {};
}

void NumberRun::take_curve(std::vector<NumberPoint> curve) {
  curve_ = std::move(curve);
  const auto solved = std::find_if(curve_.begin(), curve_.end(), [](const NumberPoint& point) {
    return point.test.exact >= kSolved;
  });
  if (solved != curve_.end()) seconds_to_99_ = solved->seconds;
  if (curve_.empty()) return;
  seconds_ = curve_.back().seconds;
  measure_due_ = seconds_ + kMeasureIntervalS;
  written_at_ = seconds_;
}

bool NumberRun::done() const {
  const NumberPlan& plan = trainer_->plan();
  const bool all_epochs =
      plan.epochs > 0 && trainer_->steps_done() >= plan.epochs * trainer_->steps_per_epoch();
  return all_epochs || (plan.seconds > 0 && seconds_ >= plan.seconds);
}

void NumberRun::count_time() {
  const Clock::time_point now = Clock::now();
  if (clock_) seconds_ += std::chrono::duration<double>(now - *clock_).count();
  clock_ = now;
}

Status NumberRun::advance() {
  if (!clock_) clock_ = Clock::now();
  if (Status status = trainer_->step(); !status) return status;
  count_time();
  if (seconds_ >= measure_due_) {
    if (Status status = measure(); !status) return status;
  }
  if (folder_ && seconds_ - written_at_ >= kCheckpointIntervalS) return write_state();
  return {};
}

Status NumberRun::measure() {
  const bool tiles = trainer_->plan().task == NumberTask::kImageToText;
  const double before = seconds_;
  NumberPoint point;
  point.step = trainer_->steps_done();
  point.seconds = seconds_;
  point.train =
      trainer_->measure(GlyphSplit::kTrain, tiles ? kMeasuredTileRows : kMeasuredTrainRows);
  point.test = trainer_->measure(GlyphSplit::kTest, tiles ? kMeasuredTileRows : kMeasuredTestRows);
  measured_step_ = point.step;
  curve_.push_back(point);
  if (seconds_to_99_ < 0 && point.test.exact >= kSolved) seconds_to_99_ = point.seconds;
  count_time();
  measure_due_ = seconds_ + std::max(kMeasureIntervalS, (seconds_ - before) / kMeasureShare);
  return journal_ ? journal_->append(number_journal_line(point)) : Status{};
}

Status NumberRun::write_state() {
  const TrainerState state = trainer_->save_state();
  const Status written = write_checkpoint(checkpoint_path(folder_->path(), state.step), state);
  if (written) folder_->remove_old_checkpoints();
  count_time();
  written_at_ = seconds_;
  return written;
}

Status NumberRun::finish() {
  if (measured_step_ != trainer_->steps_done()) {
    if (Status status = measure(); !status) return status;
  }
  Status status = folder_ ? write_state() : Status{};
  pause();
  return status;
}

Result<NumberModel> load_number_model(const std::string& path, std::vector<std::string>& warnings) {
  std::error_code ignored;
  if (!std::filesystem::exists(path, ignored)) {
    return Error{ErrorCode::kNotFound, "there is no run here; check the path", path};
  }
  if (!std::filesystem::is_directory(path, ignored)) {
    const Result<TrainerState> state = read_checkpoint(path);
    if (!state) return state.error();
    return NumberModel::from_state(*state, path);
  }
  Result<FoundCheckpoint> found = newest_checkpoint(path);
  if (!found) return found.error();
  warnings = found->warnings;
  return NumberModel::from_state(found->state, found->path);
}

}  // namespace facet
