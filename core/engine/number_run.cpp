#include "core/engine/number_run.h"

#include <algorithm>
#include <cmath>
#include <ctime>
#include <filesystem>
#include <nlohmann/json.hpp>

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

std::string run_text(const NumberPlan& plan) {
  const std::time_t now = std::time(nullptr);
  std::tm calendar{};
  ::gmtime_r(&now, &calendar);
  char created[32];
  std::strftime(created, sizeof created, "%Y-%m-%dT%H:%M:%SZ", &calendar);
  const nlohmann::json json = {{"format", "facet-numbers"},
                               {"version", 1},
                               {"program", std::string("facet ") + FACET_VERSION},
                               {"created", created},
                               {"numbers", number_plan_to_json(plan)}};
  return json.dump(1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
}

std::string journal_line(const NumberPoint& point) {
  const nlohmann::json json = {{"step", point.step},
                               {"seconds", point.seconds},
                               {"train_loss", point.train.loss},
                               {"train_exact", point.train.exact},
                               {"test_loss", point.test.loss},
                               {"test_exact", point.test.exact}};
  return json.dump() + "\n";
}

}  // namespace

Result<std::unique_ptr<NumberRun>> NumberRun::create(NumberPlan plan, const std::string& path) {
  Result<NumberPlan> resolved = resolve_number_plan(std::move(plan));
  if (!resolved) return resolved.error();
  if (!path.empty()) {
    if (is_run_folder(path)) {
      return Error{ErrorCode::kBadInput,
                   "a run stands in this folder already; choose another folder", path};
    }
    if (const Status free = check_new_run(path); !free) return free.error();
  }
  Result<std::unique_ptr<NumberTrainer>> trainer = NumberTrainer::create(*resolved);
  if (!trainer) return trainer.error();
  std::unique_ptr<NumberRun> run(new NumberRun(*std::move(trainer)));
  if (path.empty()) return run;
  Result<std::unique_ptr<RunFolder>> folder =
      RunFolder::create_with_text(path, run_text(*resolved));
  if (!folder) return folder.error();
  run->folder_ = *std::move(folder);
  Result<std::unique_ptr<JournalWriter>> journal =
      JournalWriter::open(run->folder_->journal_path());
  if (!journal) return journal.error();
  run->journal_ = *std::move(journal);
  return run;
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
  return journal_ ? journal_->append(journal_line(point)) : Status{};
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
