#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "core/measure/attributes.h"
#include "core/measure/estimate.h"
#include "core/measure/judge.h"

namespace facet {

/// One random question of the kind "short red - short blue + long blue": the face `start` with the
/// difference of two averages added. Rows are those of the table that it was drawn from.
struct ArithmeticCase {
  std::vector<std::int64_t> plus;   ///< picks that have what is wanted ("short red")
  std::vector<std::int64_t> minus;  ///< picks that have what the start has ("short blue")
  std::int64_t start = 0;           ///< "long blue"
  std::int64_t example = 0;         ///< a true face that has what is asked for ("long red")
  /// The value asked for, of each attribute; -1: to be kept as in the start.
  std::vector<int> asked;
};

/// Chooses `count` of the rows that have what an average stands for.
using ChoosePicks =
    std::function<std::vector<std::int64_t>(std::span<const std::int64_t> rows, int count)>;

struct CaseOptions {
  int count = 200;
  int picks = 3;  ///< faces of an average
  std::uint64_t seed = 1;
  ChoosePicks choose{};  ///< empty: at random; asked once for each kind of average
};

/// Random questions over all pairs of attributes: one attribute changes from the start's value to
/// another, a second one differs between picks and start and must stay the start's. Picks are drawn
/// from `pick_rows`, starts and examples from `start_rows`; how picks are chosen changes nothing
/// else of the questions. With a single attribute there is no second one. Fewer than asked for,
/// possibly none, where the tables hold too few faces.
std::vector<ArithmeticCase> random_cases(const AttributeTable& table,
                                         std::span<const std::int64_t> pick_rows,
                                         std::span<const std::int64_t> start_rows,
                                         const CaseOptions& options);

/// Scores results, one for each case; `starts` are the judge's readings of the start faces. Kept is
/// 1 where no attribute is left to be kept. There must be a case.
ArithmeticScores score_results(std::span<const ArithmeticCase> cases,
                               std::span<const JudgeReading> starts,
                               std::span<const JudgeReading> results);

/// The same question put to controlled pictures: four rows of one base in which two attributes take
/// two values each, so that `truth` is the true answer to plus - minus + start.
struct TwinCase {
  std::int64_t plus = 0;
  std::int64_t minus = 0;
  std::int64_t start = 0;
  std::int64_t truth = 0;
};

/// All questions that a data set of twins holds, in its order: rows that agree in a column that is
/// no attribute and differ in exactly the attributes asked about. Empty where it holds no twins; a
/// seeded choice where there are more than `most`.
std::vector<TwinCase> twin_cases(const Labels& labels, const AttributeTable& table,
                                 std::size_t most, std::uint64_t seed);

}  // namespace facet
