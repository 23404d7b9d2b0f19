#include "core/numbers/number_score.h"

#include <algorithm>

namespace facet {
namespace {

constexpr std::size_t kKeptFailures = 200;

}  // namespace

NumberScore score_answers(std::span<const Equation> equations, std::span<const std::string> answers,
                          int digits) {
  NumberScore score;
  for (std::size_t i = 0; i < equations.size(); ++i) {
    const Equation& equation = equations[i];
    const std::string truth = padded(true_answer(equation), answer_length(digits));
    const bool right = answers[i] == truth;
    score.exact.add(right);
    for (std::size_t place = 0; place < truth.size(); ++place) {
      score.positions.add(place < answers[i].size() && answers[i][place] == truth[place]);
    }
    score.by_operator[std::string(1, equation.operation)].add(right);
    score.by_carries[std::to_string(carries(equation))].add(right);
    const std::size_t longer = std::to_string(std::max(equation.left, equation.right)).size();
    score.by_digits[std::to_string(longer)].add(right);
    if (!right && score.wrong.size() < kKeptFailures) {
      score.wrong.push_back(static_cast<std::int64_t>(i));
      score.wrong_answers.push_back(answers[i]);
    }
  }
  return score;
}

}  // namespace facet
