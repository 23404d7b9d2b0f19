#include "core/engine/number_lab.h"

#include <algorithm>

#include "core/base/elapsed.h"
#include "core/engine/number_answer.h"
#include "core/engine/run_folder.h"
#include "core/engine/thread_setup.h"
#include "core/model/runtime.h"

namespace facet {
namespace {

constexpr int kNice = 5;
constexpr std::chrono::milliseconds kAnswerInterval{150};
constexpr double kMeasureIntervalS = 2;
constexpr double kMeasureShare = 0.1;
constexpr std::int64_t kScored = 1000;
constexpr std::int64_t kScoredTiles = 250;
constexpr std::size_t kKeptCurves = 8;
constexpr std::size_t kShownRuns = 8;
constexpr std::int64_t kMappedTiles = 400;  ///< pairs in tiles that a measurement adds to the map

std::string curve_name(const NumberPlan& plan) {
  return std::string(number_task_name(plan.task)) + " " + plan.preset + ", " +
         std::to_string(std::lround(100 * plan.train_share)) + " %";
}

}  // namespace

NumberLab::NumberLab(std::function<void()> wake, std::shared_ptr<SerialSource> serials,
                     std::string runs_folder)
    : wake_(std::move(wake)), serials_(std::move(serials)), runs_folder_(std::move(runs_folder)) {
  published_.set(std::make_shared<const NumberView>());
  thread_ = std::jthread([this](const std::stop_token& stop) { serve(stop); });
}

NumberLab::~NumberLab() {
  thread_.request_stop();
  thread_.join();
}

void NumberLab::serve(const std::stop_token& stop) {
  set_up_thread("number lab", kNice);
  view_.earlier = number_runs_in(runs_folder_, kShownRuns);
  publish();
  while (!stop.stop_requested()) {
    try {
      loop(stop);
    } catch (const std::exception& exception) {
      fail(library_error(exception, "The number lab"));
    }
  }
  if (run_) (void)run_->finish();
}

void NumberLab::loop(const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    std::optional<NumberCommand> command =
        training() ? commands_.try_pop() : commands_.wait_pop(stop);
    if (command) {
      handle(*std::move(command));
    } else if (training()) {
      step();
    }
  }
}

void NumberLab::handle(NumberCommand command) {
  if (auto* start = std::get_if<StartNumbers>(&command)) {
    queued_.assign(start->then.begin(), start->then.end());
    begin(start->plan);
  } else if (const auto* opened = std::get_if<OpenNumbers>(&command)) {
    queued_.clear();
    open(opened->run_folder);
  } else if (auto* ask = std::get_if<AskNumbers>(&command)) {
    view_.query = std::move(ask->query);
    answer();
  } else if (auto* styles = std::get_if<AskStyles>(&command)) {
    view_.styles.query = std::move(styles->query);
    answer();
  } else if (std::holds_alternative<PauseNumbers>(command)) {
    if (training()) come_to_rest();
  } else if (run_ && !run_->done()) {
    view_.running = true;
  }
  publish();
}

void NumberLab::begin(const NumberPlan& plan) {
  if (training()) come_to_rest();
  run_.reset();
  view_.error.clear();
  view_.activity = "drawing the digits and making the network";
  publish();
  const std::string name = std::string(number_task_name(plan.task)) + "-" +
                           std::to_string(std::lround(100 * plan.train_share)) + "-percent";
  take(NumberRun::create(plan, runs_folder_.empty() ? "" : new_run_path(runs_folder_, name)));
  view_.running = run_ != nullptr;
}

void NumberLab::open(const std::string& run_folder) {
  if (training()) come_to_rest();
  run_.reset();
  view_.error.clear();
  view_.activity = "reading the run and drawing its digits";
  publish();
  std::vector<std::string> warnings;
  take(NumberRun::open(run_folder, {}, warnings));
  if (!run_) return;
  for (const std::string& warning : warnings) view_.error += warning + " ";
  answer();
  measure();
}

void NumberLab::take(Result<std::unique_ptr<NumberRun>> run) {
  view_.activity.clear();
  if (!run) return fail(run.error());
  run_ = *std::move(run);
  view_.plan = run_->trainer().plan();
  view_.run_folder = run_->path();
  view_.earlier = number_runs_in(runs_folder_, kShownRuns);
  view_.started = true;
  view_.table.clear();
  view_.failures.clear();
  view_.pairs = {};
  pairs_ = {};
  std::erase_if(view_.curves, [&](const NumberCurve& curve) {
    return !curve.run_folder.empty() && curve.run_folder == view_.run_folder;
  });
  view_.curves.push_back({curve_name(view_.plan), {}, view_.run_folder});
  if (view_.curves.size() > kKeptCurves) view_.curves.erase(view_.curves.begin());
  measured_at_ = Clock::now();
  measure_cost_s_ = 0;
}

void NumberLab::step() {
  if (const Status status = run_->advance(); !status) return fail(status.error());
  if (run_->done()) {
    come_to_rest();
    begin_next();
    return publish();
  }
  const double interval = std::max(kMeasureIntervalS, measure_cost_s_ / kMeasureShare);
  if (seconds_since(measured_at_) >= interval) measure();
  if (Clock::now() - published_at_ >= kAnswerInterval) {
    answer();
    publish();
  }
}

void NumberLab::begin_next() {
  if (queued_.empty()) return;
  copy_curve();
  const NumberPlan plan = std::move(queued_.front());
  queued_.pop_front();
  begin(plan);
}

void NumberLab::come_to_rest() {
  view_.running = false;
  if (const Status status = run_->finish(); !status) view_.error = to_string(status.error());
  answer();
  measure();
  run_->pause();
}

void NumberLab::fail(const Error& error) {
  queued_.clear();
  view_.running = false;
  view_.started = run_ != nullptr;
  view_.activity.clear();
  view_.error = to_string(error);
  publish();
}

void NumberLab::answer() {
  view_.query_error.clear();
  view_.answer.clear();
  view_.confidence.clear();
  view_.read.clear();
  view_.saliency.clear();
  view_.query_tiles = {};
  view_.answer_tiles = {};
  view_.styles.cells = {};
  if (!run_) return;
  answer_in_view(run_->trainer().snapshot(), run_->trainer().test_glyphs(), *serials_, view_);
}

void NumberLab::measure() {
  const Clock::time_point start = Clock::now();
  const NumberTrainer& trainer = run_->trainer();
  const bool tiles = view_.plan.task == NumberTask::kImageToText;
  const NumberScore score = trainer.test(tiles ? kScoredTiles : kScored);
  view_.table.clear();
  const auto add = [&](const std::string& before, const std::map<std::string, Share>& shares,
                       const std::string& after) {
    for (const auto& [key, share] : shares) {
      view_.table.push_back({before + key + after, share.value(), share.count});
    }
  };
  add("operator ", score.by_operator, "");
  add("", score.by_digits, " digits");
  add("", score.by_carries, " carries");
  view_.failures.clear();
  for (const FailedEquation& failed : failed_equations(trainer, score)) {
    view_.failures.push_back({failed.query, failed.answer, failed.truth});
  }
  if (view_.plan.digits == 2) {
    pairs_.test(trainer, tiles ? kMappedTiles : trainer.equations().size());
    view_.pairs = {std::make_shared<const Image>(pairs_.image()), serials_->next()};
  }
  measure_cost_s_ = seconds_since(start);
  measured_at_ = Clock::now();
  run_->pause();  // the window's measuring is no training
}

void NumberLab::copy_curve() {
  if (!run_ || view_.curves.empty()) return;
  std::vector<NumberCurvePoint>& points = view_.curves.back().points;
  for (std::size_t i = points.size(); i < run_->curve().size(); ++i) {
    const NumberPoint& point = run_->curve()[i];
    points.push_back(
        {point.seconds, point.train.loss, point.test.loss, point.train.exact, point.test.exact});
  }
}

void NumberLab::publish() {
  copy_curve();
  if (run_) {
    view_.step = run_->trainer().steps_done();
    view_.seconds = run_->seconds();
  }
  published_.set(std::make_shared<const NumberView>(view_));
  published_at_ = Clock::now();
  if (wake_) wake_();
}

}  // namespace facet
