#include "core/report/training_part.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <filesystem>
#include <memory>

#include "core/base/files.h"
#include "core/base/plan_json.h"
#include "core/base/words.h"
#include "core/engine/journal.h"
#include "core/engine/past_weights.h"
#include "core/engine/run_folder.h"
#include "core/engine/training_run.h"
#include "core/model/checkpoint.h"

namespace facet {
namespace {

using Clock = std::chrono::steady_clock;
using nlohmann::json;

constexpr double kKeepS = 5;  // a kill loses at most so much of the count of seconds
constexpr double kTellS = 0.5;
constexpr std::size_t kCurvePoints = 400;

std::string key_of(const std::string& preset) { return "train " + preset; }
std::string run_of(const std::string& preset) { return "runs/" + preset; }

json mark_json(const TrainingMark& mark) {
  return {{"share", mark.share},
          {"step", mark.step},
          {"epoch", mark.epoch},
          {"seconds", mark.seconds},
          {"model", mark.model}};
}

std::vector<TrainingMark> marks_of(const json& part) {
  std::vector<TrainingMark> marks;
  for (const json& mark : part.value("marks", json::array())) {
    marks.push_back({mark.value("share", 0.0), mark.value("step", std::int64_t{0}),
                     mark.value("epoch", 0.0), mark.value("seconds", 0.0),
                     mark.value("model", std::string())});
  }
  return marks;
}

Result<std::unique_ptr<TrainingRun>> open_run(const TrainingPart& part, const ReportWork& work) {
  const std::string path = work.folder.file(run_of(part.preset));
  RunOptions options;
  options.cache_folder = work.cache_folder;
  if (is_run_folder(path)) return TrainingRun::resume(path, work.dataset, {}, options);
  const Result<Preset> preset = find_preset(part.preset);
  if (!preset) return preset.error();
  TrainingPlan plan = plan_for(*preset, work.data());
  plan.training_seed = work.plan.seed;
  return TrainingRun::create(plan, work.dataset, path, options);
}

/// One training under way.
class Training {
 public:
  Training(const TrainingPart& part, double begin_s, const ReportWork& work, TrainingRun& run,
           Clock::time_point begin)
      : part_(part), begin_s_(begin_s), work_(work), run_(run), begin_(begin) {
    const TrainingView view = run.view();
    total_steps_ = view.total_steps;
    steps_per_epoch_ = std::max<double>(
        1, static_cast<double>(view.training_pictures) / static_cast<double>(view.plan.batch));
    if (view.step > 0 && view.epoch > 0) {
      steps_per_epoch_ = static_cast<double>(view.step) / view.epoch;
    }
    if (const json* kept = work.folder.part(key_of(part.preset))) {
      before_s_ = kept->value("seconds", 0.0);
      marks_ = marks_of(*kept);
    }
    kept_at_ = told_at_ = begin;
  }

  Status run() {
    Status status;
    while (status && !run_.done() && (run_.step() == 0 || share() < 1) &&
           !work_.stop.stop_requested()) {
      const bool first = run_.step() == 0;
      status = run_.advance();
      if (!status) break;
      if (first) steps_per_epoch_ = 1 / std::max(1e-9, run_.view().epoch);
      if (Status s = keep_due(); !s) return s;
    }
    // A training that came to numbers that are not finite went back to its last good weights:
    // that is its result.
    if (!status && status.error().code != ErrorCode::kDiverged) return status;
    if (!status) {
      ended_by_ = to_string(status.error());
      run_.retry();
    }
    if (status && !run_.done() && share() < 1) return interrupt();
    return end();
  }

 private:
  double seconds() const {
    return before_s_ + std::chrono::duration<double>(Clock::now() - begin_).count();
  }
  /// How much of the training is done: of its time, or of the preset's own length.
  double share() const {
    const double of_time = seconds() / std::max(1e-3, part_.seconds);
    if (total_steps_ <= 0) return of_time;
    return std::max(of_time, static_cast<double>(run_.step()) / static_cast<double>(total_steps_));
  }

  Status keep_due() {
    const double now = share();
    while (!part_.marks_from_past && marks_.size() + 1 < part_.marks.size() &&
           now >= part_.marks[marks_.size()]) {
      if (Status s = keep_mark(); !s) return s;
    }
    const Clock::time_point time = Clock::now();
    if (std::chrono::duration<double>(time - told_at_).count() > kTellS) {
      told_at_ = time;
      work_.tell("training " + part_.preset + ", step " + with_thousands(run_.step()),
                 begin_s_ + std::min(1.0, now) * part_.seconds);
    }
    if (std::chrono::duration<double>(time - kept_at_).count() > kKeepS) return keep(false);
    return {};
  }

  Status keep_mark() {
    TrainingMark mark;
    mark.share = part_.marks[marks_.size()];
    mark.step = run_.step();
    mark.epoch = static_cast<double>(mark.step) / steps_per_epoch_;
    mark.seconds = seconds();
    const std::string folder = "models/" + part_.preset;
    if (Status s = make_folder(work_.folder.file(folder)); !s) return s;
    mark.model = step_file_path(folder, mark.step);
    if (Status s = write_checkpoint(work_.folder.file(mark.model), run_.averaged_state()); !s) {
      return s;
    }
    marks_.push_back(std::move(mark));
    return keep(false);
  }

  /// The marks are the steps that the run has kept nearest to them; the last is the run itself.
  void mark_past(double trained_s) {
    marks_.clear();
    const std::vector<PastStep> past = past_steps(run_.path());
    const auto last = static_cast<double>(std::max<std::int64_t>(1, run_.step()));
    for (const double share : part_.marks) {
      TrainingMark mark{share, run_.step(), 0, 0, run_of(part_.preset)};
      const auto distance = [&](std::int64_t step) {
        return std::abs(std::log(std::max(1e-9, static_cast<double>(step) / (share * last))));
      };
      for (const PastStep& step : past) {
        if (share == 1 || distance(step.step) >= distance(mark.step)) continue;
        mark.step = step.step;
        mark.model =
            run_of(part_.preset) + "/past/" + std::filesystem::path(step.path).filename().string();
      }
      mark.epoch = static_cast<double>(mark.step) / steps_per_epoch_;
      mark.seconds = trained_s * static_cast<double>(mark.step) / last;
      marks_.push_back(std::move(mark));
    }
  }

  Status keep(bool done) {
    kept_at_ = Clock::now();
    json marks = json::array();
    for (const TrainingMark& mark : marks_) marks.push_back(mark_json(mark));
    json kept = {{"seconds", seconds()}, {"marks", std::move(marks)}, {"done", done}};
    if (done) add_result(kept);
    return work_.folder.keep(key_of(part_.preset), std::move(kept));
  }

  void add_result(json& kept) const {
    const TrainingView view = run_.view();
    kept["plan"] = plan_to_json(view.plan);
    kept["step"] = view.step;
    kept["images"] = view.images;
    kept["epoch"] = view.epoch;
    kept["images_per_s"] = run_.mean_images_per_s();
    kept["training_pictures"] = view.training_pictures;
    kept["psnr_db"] = view.psnr_db;
    kept["ended_by"] = ended_by_;
  }

  Status interrupt() {
    if (Status saved = run_.save(); !saved) return saved;
    if (Status kept = keep(false); !kept) return kept;
    return report_stopped(work_.folder.path());
  }

  Status end() {
    while (!part_.marks_from_past && marks_.size() < part_.marks.size()) {
      if (Status s = keep_mark(); !s) return s;
    }
    const double trained_s = seconds();
    work_.tell("finishing " + part_.preset, begin_s_ + part_.seconds);
    if (Status finished = run_.finish(); !finished) return finished;
    if (part_.marks_from_past) mark_past(trained_s);
    return keep(true);
  }

  const TrainingPart& part_;
  double begin_s_;
  const ReportWork& work_;
  TrainingRun& run_;
  Clock::time_point begin_;
  std::int64_t total_steps_ = 0;
  double steps_per_epoch_ = 1;
  double before_s_ = 0;  ///< of earlier calls
  std::vector<TrainingMark> marks_;
  std::string ended_by_;
  Clock::time_point kept_at_;
  Clock::time_point told_at_;
};

}  // namespace

Status train_for_report(const TrainingPart& part, double begin_s, const ReportWork& work) {
  if (finished_training(part.preset, work.folder)) return {};
  const Clock::time_point begin = Clock::now();
  work.tell("preparing " + part.preset, begin_s);
  Result<std::unique_ptr<TrainingRun>> run = open_run(part, work);
  if (!run) return run.error();
  return Training(part, begin_s, work, **run, begin).run();
}

std::optional<FinishedTraining> finished_training(const std::string& preset,
                                                  const ReportFolder& folder) {
  const json* kept = folder.part(key_of(preset));
  if (kept == nullptr || !kept->value("done", false)) return std::nullopt;
  const Result<TrainingPlan> plan =
      plan_from_json(kept->value("plan", json::object()), folder.file("report.json"));
  if (!plan) return std::nullopt;
  FinishedTraining training;
  training.plan = *plan;
  training.run = run_of(preset);
  training.step = kept->value("step", std::int64_t{0});
  training.images = kept->value("images", std::int64_t{0});
  training.epoch = kept->value("epoch", 0.0);
  training.seconds = kept->value("seconds", 0.0);
  training.images_per_s = kept->value("images_per_s", 0.0);
  training.training_pictures = kept->value("training_pictures", std::int64_t{0});
  training.psnr_db = kept->value("psnr_db", 0.0);
  training.ended_by = kept->value("ended_by", std::string());
  training.marks = marks_of(*kept);
  return training;
}

Result<std::shared_ptr<const Curves>> training_curves(const FinishedTraining& training,
                                                      const ReportFolder& folder) {
  CurveRecorder curves(loss_series(model_kind(training.plan.preset)), kCurvePoints);
  const Result<std::size_t> read =
      read_journal(folder.file(training.run) + "/journal.jsonl", curves);
  if (!read) return read.error();
  return curves.curves();
}

}  // namespace facet
