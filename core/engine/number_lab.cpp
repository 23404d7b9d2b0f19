#include "core/engine/number_lab.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cstring>

#include "core/engine/number_pairs.h"
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
constexpr std::uint64_t kQueryStyle = 1;

double seconds_since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

std::string curve_name(const NumberPlan& plan) {
  return std::string(number_task_name(plan.task)) + " " + plan.preset + ", " +
         std::to_string(std::lround(100 * plan.train_share)) + " %";
}

}  // namespace

NumberLab::NumberLab(std::function<void()> wake, std::shared_ptr<SerialSource> serials)
    : wake_(std::move(wake)), serials_(std::move(serials)) {
  published_.set(std::make_shared<const NumberView>());
  thread_ = std::jthread([this](const std::stop_token& stop) { serve(stop); });
}

NumberLab::~NumberLab() {
  thread_.request_stop();
  thread_.join();
}

void NumberLab::serve(const std::stop_token& stop) {
  set_up_thread("number lab", kNice);
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
  if (const auto* start = std::get_if<StartNumbers>(&command)) {
    begin(*start);
  } else if (auto* ask = std::get_if<AskNumbers>(&command)) {
    view_.query = std::move(ask->query);
    answer();
  } else if (std::holds_alternative<PauseNumbers>(command)) {
    if (training()) come_to_rest();
  } else if (run_ && !run_->done()) {
    view_.running = true;
  }
  publish();
}

void NumberLab::begin(const StartNumbers& command) {
  if (run_) come_to_rest();
  run_.reset();
  view_.error.clear();
  view_.activity = "drawing the digits and making the network";
  publish();
  Result<std::unique_ptr<NumberRun>> run = NumberRun::create(command.plan, command.run_folder);
  view_.activity.clear();
  if (!run) return fail(run.error());
  run_ = *std::move(run);
  view_.plan = run_->trainer().plan();
  view_.running = true;
  view_.started = true;
  view_.table.clear();
  view_.failures.clear();
  view_.pairs = {};
  view_.curves.push_back({curve_name(view_.plan), {}});
  if (view_.curves.size() > kKeptCurves) view_.curves.erase(view_.curves.begin());
  measured_at_ = Clock::now();
  measure_cost_s_ = 0;
}

void NumberLab::step() {
  if (const Status status = run_->advance(); !status) return fail(status.error());
  if (run_->done()) {
    come_to_rest();
    return publish();
  }
  const double interval = std::max(kMeasureIntervalS, measure_cost_s_ / kMeasureShare);
  if (seconds_since(measured_at_) >= interval) measure();
  if (Clock::now() - published_at_ >= kAnswerInterval) {
    answer();
    publish();
  }
}

void NumberLab::come_to_rest() {
  view_.running = false;
  if (const Status status = run_->finish(); !status) view_.error = to_string(status.error());
  answer();
  measure();
  run_->pause();
}

void NumberLab::fail(const Error& error) {
  view_.running = false;
  view_.activity.clear();
  view_.error = to_string(error);
  publish();
}

void NumberLab::answer() {
  view_.query_error.clear();
  view_.answer.clear();
  view_.confidence.clear();
  view_.saliency.clear();
  view_.query_tiles = {};
  view_.answer_tiles = {};
  if (!run_) return;
  const NumberModel model = run_->trainer().snapshot();
  const int digits = model.plan().digits;
  const std::int64_t length = query_length(digits);
  if (model.plan().task == NumberTask::kImageToText && view_.query.from_tiles) {
    at::Tensor tiles = at::zeros({1, length, kTileSide, kTileSide}, at::kByte);
    std::memcpy(tiles.mutable_data_ptr(), view_.query.tiles.data(),
                std::min(view_.query.tiles.size(), tiles.nbytes()));
    const NumberAnswer answered = model.answer_tiles(tiles).front();
    view_.answer = answered.text;
    view_.confidence = answered.confidence;
    view_.query_tiles = picture_of(tiles[0]);
    return;
  }
  const Result<Equation> query = parse_query(view_.query.text, digits);
  if (!query) {
    view_.query_error = query.error().message;
    return;
  }
  const GlyphSet* glyphs = run_->trainer().test_glyphs();
  const NumberAnswer answered = model.answer({&*query, 1}, glyphs, kQueryStyle).front();
  view_.answer = answered.text;
  view_.confidence = answered.confidence;
  if (model.plan().task == NumberTask::kTextToText) view_.saliency = query_saliency(model, *query);
  if (model.plan().task == NumberTask::kImageToText) {
    const EncodedEquations asked = encode_queries({&*query, 1}, digits);
    view_.query_tiles = picture_of(glyphs->draw(asked.queries, kQueryStyle)[0]);
  }
  if (model.plan().task == NumberTask::kTextToImage) {
    view_.answer_tiles = picture_of(model.draw({&*query, 1}, kQueryStyle)[0]);
  }
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
  if (view_.plan.digits == 2 && !tiles) {
    view_.pairs = {std::make_shared<const Image>(pairs_picture(trainer)), serials_->next()};
  }
  measure_cost_s_ = seconds_since(start);
  measured_at_ = Clock::now();
  run_->pause();  // the window's measuring is no training
}

Picture NumberLab::picture_of(const at::Tensor& tiles) {
  const auto count = static_cast<int>(tiles.size(0));
  const auto side = static_cast<int>(kTileSide);
  Image image = make_image(count * side, side, 3);
  const at::Tensor row = tiles.permute({1, 0, 2}).contiguous();
  const auto* pixels = row.const_data_ptr<std::uint8_t>();
  for (std::size_t i = 0; i < image.pixels.size(); ++i) image.pixels[i] = pixels[i / 3];
  return {std::make_shared<const Image>(std::move(image)), serials_->next()};
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
