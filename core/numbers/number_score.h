#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "core/numbers/equation.h"

namespace facet {

/// Answers that were right, of how many.
struct Share {
  std::int64_t right = 0;
  std::int64_t count = 0;
  void add(bool is_right) {
    right += is_right ? 1 : 0;
    ++count;
  }
  double value() const {
    return count > 0 ? static_cast<double>(right) / static_cast<double>(count) : 0;
  }
};

/// How well a model answers.
struct NumberScore {
  Share exact;                               ///< whole answers, blanks included
  Share positions;                           ///< single characters
  std::map<std::string, Share> by_operator;  ///< "+", "-"
  std::map<std::string, Share> by_carries;   ///< "0", "1", ...
  std::map<std::string, Share> by_digits;    ///< of the longer operand
  std::vector<std::int64_t> wrong;           ///< indices of the first answers that were wrong
  std::vector<std::string> wrong_answers;    ///< and what they were
};

/// Compares answers, padded, with the true ones of `equations`.
NumberScore score_answers(std::span<const Equation> equations, std::span<const std::string> answers,
                          int digits);

}  // namespace facet
