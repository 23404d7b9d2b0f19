#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/base/preset.h"
#include "core/engine/curve.h"
#include "core/report/report_work.h"

namespace facet {

/// A model as it was on its way.
struct TrainingMark {
  double share = 0;  ///< of the training
  std::int64_t step = 0;
  double epoch = 0;
  double seconds = 0;
  std::string model;  ///< its weights, a path inside the report's folder
};

/// A finished training of a report.
struct FinishedTraining {
  TrainingPlan plan;  ///< as resolved
  std::string run;    ///< its folder, inside the report's folder
  std::int64_t step = 0;
  std::int64_t images = 0;
  double epoch = 0;
  double seconds = 0;  ///< of work on it, over all calls
  double images_per_s = 0;
  std::int64_t training_pictures = 0;
  double psnr_db = 0;    ///< of all held-out pictures; 0: no encoder
  std::string ended_by;  ///< empty: by the plan; otherwise why earlier
  std::vector<TrainingMark> marks;
};

/// Trains `part` in runs/PRESET, from where an earlier call left it, and keeps its weights at the
/// marks in models/PRESET. Reports from `begin_s` seconds of the plan on. Errors: stopped; those of
/// TrainingRun.
Status train_for_report(const TrainingPart& part, double begin_s, const ReportWork& work);

/// What train_for_report() has kept, or nothing where it is not finished.
std::optional<FinishedTraining> finished_training(const std::string& preset,
                                                  const ReportFolder& folder);

/// The curves of a run, as its journal has them, in few points. Errors: those of read_journal().
Result<std::shared_ptr<const Curves>> training_curves(const FinishedTraining& training,
                                                      const ReportFolder& folder);

}  // namespace facet
