#include "core/engine/measure_thread.h"

#include <exception>
#include <utility>

#include "core/base/hash.h"
#include "core/engine/expression_badge.h"
#include "core/engine/face_store.h"
#include "core/engine/model_painter.h"
#include "core/engine/thread_setup.h"
#include "core/model/runtime.h"

namespace facet {
namespace {

constexpr int kMeasureNice = 15;
constexpr int kLivePictures = 256;
constexpr int kLiveDirections = 64;
constexpr std::size_t kMostDistances = 256;
constexpr double kJudgeNews = 0.02;  // shares of its training between two reports

std::uint64_t key_of_expression(const Session& session) {
  Hasher hasher;
  hasher.add(session.arithmetic.expression).add(std::int64_t{session.arithmetic.typical_norm});
  for (const FaceList& list : session.lists) {
    hasher.add(list.name);
    for (const Face& face : list.faces) hasher.add(static_cast<std::int64_t>(key_of(face)));
  }
  return hasher.low64();
}

/// Every other value goes, the newest stays.
void thin(std::vector<float>& values) {
  std::vector<float> kept;
  for (std::size_t i = 1; i < values.size(); i += 2) kept.push_back(values[i]);
  values = std::move(kept);
}

}  // namespace

void MeasureThread::serve(const std::stop_token& stop) {
  lower_thread_priority(kMeasureNice);
  use_threads(1);
  while (!stop.stop_requested()) {
    try {
      take_messages(stop);
      if (!stop.stop_requested()) work(stop);
    } catch (const std::exception& exception) {
      links_.notify(library_error(exception, "Measuring"));
      const std::string failed = std::exchange(painter_hash_, "");
      painter_.reset();
      // The same weights and expression would fail again.
      quality_hash_ = badge_hash_ = failed;
    }
  }
}

void MeasureThread::take_messages(const std::stop_token& stop) {
  std::optional<MeasureMessage> message = links_.to_measure.wait_pop(stop);
  while (message) {
    if (message->session) session_ = std::move(message->session);
    message = links_.to_measure.try_pop();
  }
}

void MeasureThread::work(const std::stop_token& stop) {
  if (!session_) return;
  follow_dataset();
  follow_weights();
  if (!weights_ || !dataset_) return;
  refresh_quality();
  train_judge(stop);
  refresh_badge();
}

void MeasureThread::follow_dataset() {
  DatasetPtr newest = links_.dataset.get();
  if (newest == dataset_) return;
  dataset_ = std::move(newest);
  meter_.reset();
  judge_.reset();
  meter_refused_ = judge_refused_ = false;
  quality_budget_.reset();
  badge_budget_.reset();
  quality_hash_.clear();
  badge_hash_.clear();
  found_ = {};
  publish();
}

void MeasureThread::follow_weights() {
  const ModelRef& model = session_->model;
  if (model.path.empty()) {
    weights_ = links_.weights.get();
  } else if (loaded_path_ != model.path) {
    const Result<WeightsPtr> loaded = load_weights(model.path);  // the explorer tells what is wrong
    loaded_path_ = model.path;
    weights_ = loaded_ = loaded ? *loaded : nullptr;
  } else {
    weights_ = loaded_;
  }
  ema_ = model.ema;
  const std::string hash = weights_ ? weights_->hash + (ema_ ? "+" : "-") : "";
  if (hash == painter_hash_) return;
  painter_.reset();
  painter_hash_ = hash;
}

/// Makes the networks of the newest weights where that was not done yet.
bool MeasureThread::have_painter() {
  if (painter_) return true;
  Result<std::unique_ptr<FacePainter>> painter = make_painter(weights_, ema_, DrawMode::kLive);
  if (painter) painter_ = *std::move(painter);
  return painter_ != nullptr;
}

/// While training runs, only within the budget; else at once.
bool MeasureThread::may_spend(const MeasureBudget& budget) const {
  const std::shared_ptr<const TrainingView> training = links_.training.get();
  return training->state != TrainingState::kRunning || budget.allows(training->seconds);
}

void MeasureThread::refresh_quality() {
  if (meter_refused_ || quality_hash_ == painter_hash_ || !may_spend(quality_budget_)) return;
  if (!meter_) {
    QualityMeterOptions options;
    options.pictures = kLivePictures;
    options.directions = kLiveDirections;
    Result<QualityMeter> meter = QualityMeter::create(dataset_, options);
    meter_refused_ = !meter;
    if (!meter) return;
    meter_.emplace(*std::move(meter));
  }
  const double begin = thread_cpu_seconds();
  quality_hash_ = painter_hash_;
  if (!have_painter()) return;
  Result<QualityMeasurement> measured = meter_->measure(*painter_, 1, session_->grid.sampler);
  if (!measured) return;
  found_.quality =
      std::make_shared<const LiveQuality>(LiveQuality{painter_->id(), *std::move(measured)});
  if (found_.distances.size() >= kMostDistances) thin(found_.distances);
  found_.distances.push_back(static_cast<float>(found_.quality->measured.distance.value));
  quality_budget_.spend(links_.training.get()->seconds, thread_cpu_seconds() - begin);
  publish();
}

void MeasureThread::train_judge(const std::stop_token& stop) {
  if (judge_ || judge_refused_ || session_->arithmetic.expression.empty()) return;
  Result<std::unique_ptr<Judge>> judge = Judge::train(*dataset_, {}, [&](double done) {
    if (done - found_.judge_progress >= kJudgeNews) {
      found_.judge_progress = done;
      publish();
    }
    return !stop.stop_requested() && links_.dataset.get() == dataset_;
  });
  found_.judge_progress = -1;
  judge_refused_ = !judge;
  if (judge) {
    judge_ = *std::move(judge);
    for (std::size_t i = 0; i < judge_->accuracy().size(); ++i) {
      found_.judge.push_back({judge_->attributes()[i].name, judge_->accuracy()[i]});
    }
  }
  publish();
}

void MeasureThread::refresh_badge() {
  if (!judge_ || session_->arithmetic.expression.empty()) return;
  const std::uint64_t expression = key_of_expression(*session_);
  if (expression == badge_expression_ && badge_hash_ == painter_hash_) return;
  if (expression == badge_expression_ && !may_spend(badge_budget_)) return;
  badge_expression_ = expression;
  badge_hash_ = painter_hash_;
  const double begin = thread_cpu_seconds();
  if (!have_painter()) return;
  Result<ExpressionBadge> badge = measure_expression(*session_, *painter_, *dataset_, *judge_);
  badge_budget_.spend(links_.training.get()->seconds, thread_cpu_seconds() - begin);
  // What is wrong with the expression stands in the panel already.
  found_.badge = badge ? std::make_shared<const ExpressionBadge>(*std::move(badge)) : nullptr;
  publish();
}

void MeasureThread::publish() {
  links_.measured.set(std::make_shared<const LiveMeasurement>(found_));
  links_.wake();
}

}  // namespace facet
