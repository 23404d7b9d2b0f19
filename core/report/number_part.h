#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/engine/number_figure.h"
#include "core/report/figure_book.h"
#include "core/report/report_work.h"

namespace facet {

/// A query with a trained model's answer.
struct AnsweredQuery {
  std::string query;
  std::string answer;
  std::string truth;
};

/// A finished training of the number lab in a report.
struct FinishedNumbers {
  std::string run;  ///< its folder, inside the report's folder
  NumberPlan plan;
  std::int64_t steps = 0;
  double seconds = 0;
  double seconds_to_99 = -1;
  std::vector<NumberPoint> curve;
  double exact = 0;      ///< share of unseen equations answered right
  double positions = 0;  ///< of their characters
  std::int64_t tested = 0;
  /// Drawn answers: share that a judge of digits reads right, and the judge's own; -1: not read.
  double tiles_exact = -1;
  double judge_accuracy = -1;
  double diversity = 0;
  double diversity_real = 0;
  std::vector<AnsweredQuery> answers;  ///< of unseen equations, and their figures below
};

/// Trains `part` in runs/numbers-NAME, tests it and draws its tiles: "numbers-NAME-0" and so on,
/// one for each answer, queries for a model that reads tiles and answers for one that draws them.
/// A training that was interrupted begins again: it is short. Errors: stopped; those of NumberRun.
Status train_numbers_for_report(const NumberPart& part, double begin_s, const ReportWork& work,
                                FigureBook& book);

/// What it has kept, or nothing.
std::optional<FinishedNumbers> finished_numbers(const NumberPart& part, const ReportFolder& folder);

/// The figure's name of answer `index`.
std::string tiles_figure(const NumberPart& part, std::size_t index);

}  // namespace facet
