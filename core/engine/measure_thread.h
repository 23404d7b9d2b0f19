#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/live_measurement.h"
#include "core/base/session.h"
#include "core/engine/engine_links.h"
#include "core/engine/measure_budget.h"
#include "core/engine/measured_model.h"
#include "core/engine/quality_meter.h"
#include "core/measure/judge.h"

namespace facet {

/// What the measuring thread does: judges the newest session's model in the background. It
/// refreshes the samples' quality, in turn with that of the model it is compared with, trains a
/// judge where the data has labels, and measures the expression when it or the weights have
/// changed; it also picks faces of that model by what the judge reads in them, and finds what a
/// face looks most like. It works when a message comes (newer weights, another session), at the
/// lowest priority and, while training runs, within a budget of its time. serve() runs on that
/// thread until a stop is requested.
class MeasureThread {
 public:
  explicit MeasureThread(EngineLinks& links) : links_(links), first_{MeasuredModel(links)} {}
  void serve(const std::stop_token& stop);

 private:
  /// A pane's model, and which of its weights were measured last.
  struct Pane {
    MeasuredModel model;
    std::string quality_hash{};
  };

  /// Takes all messages that are waiting; blocks for one if `wait`.
  void take_messages(const std::stop_token& stop, bool wait);
  void work(const std::stop_token& stop);
  void follow_dataset();
  void follow_models();
  void forget_others();
  bool may_spend(const MeasureBudget& budget) const;
  const std::shared_ptr<const NearestFaces>& nearest();
  bool prepare_meter();
  void refresh_quality();
  void measure_quality(Pane& pane, std::shared_ptr<const LiveQuality>& found);
  void train_judge(const std::stop_token& stop);
  void answer_picks(const std::stop_token& stop);
  void answer_comparison();
  void refresh_badge();
  void publish();

  EngineLinks& links_;
  std::shared_ptr<const Session> session_;
  DatasetPtr dataset_;
  Pane first_;
  std::optional<Pane> second_;  ///< while the session compares another model
  bool second_next_ = false;    ///< the second pane's quality is due before the first's
  std::shared_ptr<const NearestFaces> nearest_;  ///< of the data set, once somebody needs it
  std::optional<QualityMeter> meter_;
  bool meter_refused_ = false;  ///< the data has too few pictures
  std::unique_ptr<Judge> judge_;
  bool judge_refused_ = false;         ///< the data has no labels to learn
  std::vector<PickFaces> picks_;       ///< faces of the first model that are wanted
  std::optional<Picture> to_compare_;  ///< a face that somebody looks at
  MeasureBudget quality_budget_;
  MeasureBudget badge_budget_;
  std::string badge_hash_;              ///< of the weights that were measured last
  std::uint64_t badge_expression_ = 0;  ///< what was measured: expression and lists
  LiveMeasurement found_;
};

}  // namespace facet
