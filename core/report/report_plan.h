#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "core/base/number_plan.h"

namespace facet {

/// One training of a picture model in a report. `marks` are shares of the training, ascending, at
/// which it is kept to be looked at; the last is 1.
struct TrainingPart {
  std::string preset;
  double seconds = 0;  ///< of work; the preset's own number of epochs may end it earlier
  std::int64_t report_epochs = 0;  ///< the length it has in the report; 0: it is not in the report
  std::vector<double> marks;
  /// The marks are the nearest of the steps that every run keeps in past/, not files of their own:
  /// the weights of the fast models are large.
  bool marks_from_past = false;
};

/// One training of the number lab in a report.
struct NumberPart {
  std::string name;  ///< of its run folder
  NumberPlan plan;
};

/// What a report does with its time. A pure function of the budget and the training seed, so that
/// an interrupted report goes on with the same plan.
struct ReportPlan {
  double budget_s = 0;
  std::uint64_t seed = 0;
  std::vector<TrainingPart> trainings;
  std::vector<NumberPart> numbers;
  double drawing_s = 0;           ///< left for drawing and measuring
  int quality_pictures = 0;       ///< most in each set that is compared
  int quality_repeats = 0;        ///< sets of samples of a finished model
  int curve_pictures = 0;         ///< the same, for models on their way
  int cases = 0;                  ///< random expressions of the measured arithmetic
  std::int64_t judge_images = 0;  ///< that the judge learns from
  bool score_tiles = false;       ///< whether drawn answers are read by a judge of digits
};

/// Epochs at which the report shows its grids: 1, 20, 40 of 40, and 1, 3, 10, 20, 200, 400 of 400.
std::span<const std::int64_t> shown_epochs(const std::string& preset);

/// Shares the budget out. `training_seed` seeds every training.
ReportPlan make_report_plan(double budget_s, std::uint64_t training_seed);

/// The part that trains `preset`; there must be one.
const TrainingPart& training_part(const ReportPlan& plan, const std::string& preset);

}  // namespace facet
