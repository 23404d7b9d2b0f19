#include "core/engine/number_pairs.h"

#include <array>
#include <numeric>
#include <unordered_set>

namespace facet {
namespace {

constexpr int kNumbers = 100;
constexpr std::array<std::array<std::uint8_t, 3>, 4> kColors = {{
    {214, 92, 122},  // unseen and wrong
    {64, 184, 170},  // unseen and right
    {120, 46, 66},   // trained on and wrong
    {28, 92, 84},    // trained on and right
}};

float probability_of(const NumberAnswer& answer) {
  return std::accumulate(answer.confidence.begin(), answer.confidence.end(), 1.0F,
                         std::multiplies<>());
}

std::size_t row_of(const Equation& equation) {
  const bool minus = equation.operation == '-';
  return static_cast<std::size_t>((equation.left * 2 + (minus ? 1 : 0)) * kNumbers +
                                  equation.right);
}

}  // namespace

std::vector<float> query_saliency(const NumberModel& model, const Equation& query) {
  const std::string text = query_text(query);
  std::vector<Equation> changed = {query};
  std::vector<std::size_t> place_of = {text.size()};
  for (std::size_t place = 0; place < text.size(); ++place) {
    const bool digit = text[place] >= '0' && text[place] <= '9';
    for (const char other : std::string_view(digit ? "0123456789" : "+-")) {
      if (other == text[place]) continue;
      std::string altered = text;
      altered[place] = other;
      const Result<Equation> parsed = parse_query(altered, model.plan().digits);
      if (!parsed) continue;
      changed.push_back(*parsed);
      place_of.push_back(place);
    }
  }
  const std::vector<NumberAnswer> answers = model.answer(changed, nullptr, 0);
  std::vector<float> kept(text.size(), 0);
  std::vector<float> count(text.size(), 0);
  for (std::size_t i = 1; i < answers.size(); ++i) {
    float same = 0;
    for (std::size_t c = 0; c < answers[i].text.size(); ++c) {
      same += answers[i].text[c] == answers[0].text[c] ? 1.0F : 0.0F;
    }
    kept[place_of[i]] += same / static_cast<float>(answers[i].text.size());
    count[place_of[i]] += 1;
  }
  const float sure = probability_of(answers[0]);
  for (std::size_t place = 0; place < kept.size(); ++place) {
    kept[place] = count[place] > 0 ? sure * (1 - kept[place] / count[place]) : 0;
  }
  return kept;
}

std::vector<FailedEquation> failed_equations(const NumberTrainer& trainer,
                                             const NumberScore& score) {
  const EquationSet& all = trainer.equations();
  std::vector<FailedEquation> failed;
  for (std::size_t i = 0; i < score.wrong.size(); ++i) {
    const Equation equation = all[all.training_size() + score.wrong[i]];
    failed.push_back({query_text(equation), score.wrong_answers[i], true_answer(equation)});
  }
  return failed;
}

Image pairs_picture(const NumberTrainer& trainer) {
  const EquationSet& all = trainer.equations();
  std::vector<Equation> queries;
  std::vector<bool> trained;
  for (std::int64_t i = 0; i < all.size(); ++i) {
    queries.push_back(all[i]);
    trained.push_back(i < all.training_size());
  }
  const std::vector<NumberAnswer> answers =
      trainer.snapshot().answer(queries, trainer.test_glyphs(), 1);
  Image image = make_image(2 * kNumbers, kNumbers);
  for (std::size_t i = 0; i < queries.size(); ++i) {
    const bool right =
        answers[i].text == padded(true_answer(queries[i]), answer_length(all.digits()));
    const std::array<std::uint8_t, 3>& color = kColors[(trained[i] ? 2U : 0U) + (right ? 1U : 0U)];
    std::copy(color.begin(), color.end(),
              image.pixels.begin() + static_cast<std::ptrdiff_t>(3 * row_of(queries[i])));
  }
  return image;
}

}  // namespace facet
