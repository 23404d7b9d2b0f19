#include "core/engine/measure_thread.h"

#include <exception>
#include <utility>

#include "core/base/hash.h"
#include "core/engine/expression_badge.h"
#include "core/engine/face_store.h"
#include "core/engine/picked_faces.h"
#include "core/engine/thread_setup.h"
#include "core/measure/judge_cache.h"
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
  set_up_thread("measure", kMeasureNice);
  use_threads(1);
  while (!stop.stop_requested()) {
    try {
      take_messages(stop, true);
      if (!stop.stop_requested()) work(stop);
    } catch (const std::exception& exception) {
      links_.notify(library_error(exception, "Measuring"));
      // The same weights and expression would fail again.
      first_.model.forget_painter();
      badge_hash_ = first_.quality_hash = first_.model.hash();
      if (!second_) continue;
      second_->model.forget_painter();
      second_->quality_hash = second_->model.hash();
    }
  }
}

void MeasureThread::take_messages(const std::stop_token& stop, bool wait) {
  std::optional<MeasureMessage> message =
      wait ? links_.to_measure.wait_pop(stop) : links_.to_measure.try_pop();
  while (message) {
    if (message->session) session_ = std::move(message->session);
    if (message->pick) picks_.push_back(*std::move(message->pick));
    if (message->to_compare) to_compare_ = std::move(message->to_compare);
    message = links_.to_measure.try_pop();
  }
}

void MeasureThread::work(const std::stop_token& stop) {
  if (!session_) return;
  follow_dataset();
  follow_models();
  if (!dataset_) return;
  answer_comparison();
  if (!picks_.empty()) answer_picks(stop);
  refresh_quality();
  if (first_.model.hash().empty()) return;
  train_judge(stop);
  refresh_badge();
}

void MeasureThread::follow_dataset() {
  DatasetPtr newest = links_.dataset.get();
  if (newest == dataset_) return;
  dataset_ = std::move(newest);
  nearest_.reset();
  meter_.reset();
  judge_.reset();
  meter_refused_ = judge_refused_ = false;
  quality_budget_.reset();
  badge_budget_.reset();
  first_.quality_hash.clear();
  if (second_) second_->quality_hash.clear();
  badge_hash_.clear();
  found_ = {};
  publish();
}

/// Figures of another model, or of a run before that was further, say nothing of this one.
void MeasureThread::forget_others() {
  const auto is_other = [](const WeightsId& measured, const Pane& pane, const ModelRef& model) {
    const Weights* const weights = pane.model.weights();
    return weights != nullptr &&
           (measured.preset != weights->preset || (model.live() && measured.step > weights->step));
  };
  bool forgot = false;
  if (found_.quality && is_other(found_.quality->weights, first_, session_->model)) {
    found_.quality = nullptr;
    found_.distances.clear();
    quality_budget_.reset();
    forgot = true;
  }
  if (found_.compared && second_ &&
      is_other(found_.compared->weights, *second_, *session_->compared)) {
    found_.compared = nullptr;
    quality_budget_.reset();
    forgot = true;
  }
  if (found_.badge && is_other(found_.badge->weights, first_, session_->model)) {
    found_.badge = nullptr;
    badge_budget_.reset();
    forgot = true;
  }
  if (forgot) publish();
}

void MeasureThread::follow_models() {
  first_.model.follow(session_->model);
  if (session_->compared) {
    if (!second_) second_.emplace(Pane{MeasuredModel(links_)});
    second_->model.follow(*session_->compared);
  } else if (second_) {
    second_.reset();
    found_.compared = nullptr;
    publish();
  }
  forget_others();
}

/// While training runs, only within the budget; else at once.
bool MeasureThread::may_spend(const MeasureBudget& budget) const {
  return !links_.trains() || budget.allows(links_.training_seconds());
}

const std::shared_ptr<const NearestFaces>& MeasureThread::nearest() {
  if (!nearest_) nearest_ = nearest_faces(dataset_);
  return nearest_;
}

bool MeasureThread::prepare_meter() {
  if (meter_ || meter_refused_) return meter_.has_value();
  QualityMeterOptions options;
  options.pictures = kLivePictures;
  options.directions = kLiveDirections;
  Result<QualityMeter> meter = QualityMeter::create(dataset_, options, nearest());
  meter_refused_ = !meter;
  if (meter) meter_.emplace(*std::move(meter));
  return meter_.has_value();
}

/// The panes' qualities share one budget: in turn, where both have newer weights.
void MeasureThread::refresh_quality() {
  const auto due = [](const Pane& pane) {
    return !pane.model.hash().empty() && pane.quality_hash != pane.model.hash();
  };
  for (int turn = 0; turn < 2; ++turn) {
    const bool first_due = due(first_);
    const bool second_due = second_ && due(*second_);
    if (!(first_due || second_due) || !may_spend(quality_budget_) || !prepare_meter()) return;
    const bool second = second_due && (second_next_ || !first_due);
    second_next_ = !second;
    measure_quality(second ? *second_ : first_, second ? found_.compared : found_.quality);
  }
}

void MeasureThread::measure_quality(Pane& pane, std::shared_ptr<const LiveQuality>& found) {
  const double begin = thread_cpu_seconds();
  pane.quality_hash = pane.model.hash();
  FacePainter* const painter = pane.model.painter();
  if (painter == nullptr) return;
  Result<QualityMeasurement> measured = meter_->measure(*painter, 1, session_->grid.sampler);
  if (!measured) return;
  found = std::make_shared<const LiveQuality>(LiveQuality{painter->id(), *std::move(measured)});
  if (&pane == &first_) {
    if (found_.distances.size() >= kMostDistances) thin(found_.distances);
    found_.distances.push_back(static_cast<float>(found->measured.distance.value));
  }
  quality_budget_.spend(links_.training_seconds(), thread_cpu_seconds() - begin);
  publish();
}

void MeasureThread::train_judge(const std::stop_token& stop) {
  const bool asked = !session_->arithmetic.expression.empty() || !picks_.empty();
  if (judge_ || judge_refused_ || !asked) return;
  const auto go_on = [&](double done) {
    if (done - found_.judge_progress >= kJudgeNews) {
      found_.judge_progress = done;
      publish();
      // It may take a while beside two trainings: the quality goes on meanwhile.
      take_messages(stop, false);
      answer_comparison();
      follow_models();
      refresh_quality();
    }
    return !stop.stop_requested() && links_.dataset.get() == dataset_;
  };
  const EngineOptions& options = links_.options;
  Result<std::unique_ptr<Judge>> judge =
      judge_of(*dataset_, {}, {options.cache_folder, options.shipped_folder}, go_on);
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

/// Somebody waits for them: they come before everything else.
void MeasureThread::answer_picks(const std::stop_token& stop) {
  train_judge(stop);
  for (const PickFaces& wanted : std::exchange(picks_, {})) {
    FacePainter* const painter = first_.model.painter();
    if (judge_ == nullptr || painter == nullptr) {
      links_.notify(Error{ErrorCode::kBadInput,
                          painter == nullptr
                              ? "there is no model yet whose faces could be picked; train one"
                              : "the data set's labels could not be learnt; pick faces by hand",
                          wanted.name});
      continue;
    }
    Result<Opened> picked = pick_own_faces(wanted, *painter, *judge_, session_->grid);
    if (picked) {
      links_.opened.push(*std::move(picked));
      links_.wake();
    } else {
      links_.notify(picked.error());
    }
  }
}

/// Somebody's pointer rests on the face.
void MeasureThread::answer_comparison() {
  const std::optional<Picture> face = std::exchange(to_compare_, std::nullopt);
  if (!face || dataset_->training_size() == 0) return;
  const NearestFace found = nearest()->find(std::span(&face->image, 1)).front();
  found_.likeness = std::make_shared<const Likeness>(
      Likeness{face->serial,
               {dataset_->picture(found.row), dataset_->name(), found.row},
               found.distance,
               nearest_->usual_distance(),
               nearest_->is_copy(found)});
  publish();
}

void MeasureThread::refresh_badge() {
  if (!judge_ || session_->arithmetic.expression.empty()) return;
  const std::uint64_t expression = key_of_expression(*session_);
  if (expression == badge_expression_ && badge_hash_ == first_.model.hash()) return;
  if (expression == badge_expression_ && !may_spend(badge_budget_)) return;
  badge_expression_ = expression;
  badge_hash_ = first_.model.hash();
  const double begin = thread_cpu_seconds();
  FacePainter* const painter = first_.model.painter();
  if (painter == nullptr) return;
  Result<ExpressionBadge> badge = measure_expression(*session_, *painter, *dataset_, *judge_);
  badge_budget_.spend(links_.training_seconds(), thread_cpu_seconds() - begin);
  // What is wrong with the expression stands in the panel already.
  found_.badge = badge ? std::make_shared<const ExpressionBadge>(*std::move(badge)) : nullptr;
  publish();
}

void MeasureThread::publish() {
  links_.measured.set(std::make_shared<const LiveMeasurement>(found_));
  links_.wake();
}

}  // namespace facet
