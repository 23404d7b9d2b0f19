#include "core/engine/number_pairs.h"

#include <ATen/ATen.h>

#include <algorithm>
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

constexpr std::array<std::uint8_t, 3> kUntested = {24, 26, 32};
constexpr std::int64_t kScatter = 7919;  // shares no factor with the 20,000 pairs

float probability_of(const NumberAnswer& answer) {
  return std::accumulate(answer.confidence.begin(), answer.confidence.end(), 1.0F,
                         std::multiplies<>());
}

std::size_t row_of(const Equation& equation) {
  const bool minus = equation.operation == '-';
  return static_cast<std::size_t>((equation.left * 2 + (minus ? 1 : 0)) * kNumbers +
                                  equation.right);
}

/// The share of characters that two answers have in common.
float same_share(const NumberAnswer& one, const NumberAnswer& other) {
  float same = 0;
  for (std::size_t c = 0; c < one.text.size(); ++c) same += one.text[c] == other.text[c] ? 1.0F : 0;
  return same / static_cast<float>(one.text.size());
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
    kept[place_of[i]] += same_share(answers[i], answers[0]);
    count[place_of[i]] += 1;
  }
  const float sure = probability_of(answers[0]);
  for (std::size_t place = 0; place < kept.size(); ++place) {
    kept[place] = count[place] > 0 ? sure * (1 - kept[place] / count[place]) : 0;
  }
  return kept;
}

std::vector<float> tile_saliency(const NumberModel& model, const at::Tensor& tiles) {
  const std::int64_t length = tiles.size(0);
  const at::Tensor blanked = tiles.unsqueeze(0).repeat({length + 1, 1, 1, 1});
  for (std::int64_t place = 0; place < length; ++place) blanked[place + 1][place].zero_();
  const std::vector<NumberAnswer> answers = model.answer_tiles(blanked);
  std::vector<float> saliency;
  for (std::size_t i = 1; i < answers.size(); ++i) {
    saliency.push_back(probability_of(answers[0]) * (1 - same_share(answers[i], answers[0])));
  }
  return saliency;
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

PairsMap::PairsMap() : image_(make_image(2 * kNumbers, kNumbers)) {
  for (std::size_t i = 0; i < image_.pixels.size(); ++i) image_.pixels[i] = kUntested[i % 3];
}

void PairsMap::test(const NumberTrainer& trainer, std::int64_t count) {
  const EquationSet& all = trainer.equations();
  std::vector<Equation> queries;
  std::vector<bool> trained;
  for (std::int64_t i = 0; i < std::min(count, all.size()); ++i) {
    const std::int64_t row = tested_++ * kScatter % all.size();
    queries.push_back(all[row]);
    trained.push_back(row < all.training_size());
  }
  const std::vector<NumberAnswer> answers =
      trainer.snapshot().answer(queries, trainer.test_glyphs(), static_cast<unsigned>(tested_));
  for (std::size_t i = 0; i < queries.size(); ++i) {
    const bool right =
        answers[i].text == padded(true_answer(queries[i]), answer_length(all.digits()));
    const std::array<std::uint8_t, 3>& color = kColors[(trained[i] ? 2U : 0U) + (right ? 1U : 0U)];
    std::copy(color.begin(), color.end(),
              image_.pixels.begin() + static_cast<std::ptrdiff_t>(3 * row_of(queries[i])));
  }
}

}  // namespace facet
