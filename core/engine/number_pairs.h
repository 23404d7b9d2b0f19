#pragma once

#include <string>
#include <vector>

#include "core/base/image.h"
#include "core/numbers/number_trainer.h"

namespace facet {

/// How much the answer to a query hangs on each of its characters: the mean share of the answer's
/// characters that change when the character is replaced by each other digit (or the other
/// operation), times how sure the answer is. In [0, 1], one value a character of the unpadded
/// query.
std::vector<float> query_saliency(const NumberModel& model, const Equation& query);

/// An unseen equation that a model got wrong.
struct FailedEquation {
  std::string query;
  std::string answer;
  std::string truth;
};
/// Those that `score`, of trainer.test(), has counted as wrong.
std::vector<FailedEquation> failed_equations(const NumberTrainer& trainer,
                                             const NumberScore& score);

/// 200 x 100 RGB: all pairs of two digits, the first number down, the second across, sums at the
/// left and differences at the right. Teal right, rose wrong, and darker where it was trained on.
Image pairs_picture(const NumberTrainer& trainer);

}  // namespace facet
