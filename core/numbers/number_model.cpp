#include "core/numbers/number_model.h"

#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>
#include <ATen/core/grad_mode.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/base/json_reader.h"
#include "core/model/runtime.h"

namespace facet {
namespace {

constexpr std::int64_t kTextBatch = 2000;
constexpr std::int64_t kTileBatch = 200;
constexpr std::int64_t kFormatVersion = 1;

}  // namespace

std::string number_settings_to_json(const NumberPlan& plan, std::int64_t step) {
  const nlohmann::json json = {{"format", kFormatVersion},
                               {"program", std::string("facet ") + FACET_VERSION},
                               {"step", step},
                               {"data_hash", ""},
                               {"numbers", number_plan_to_json(plan)}};
  return json.dump();
}

Result<NumberPlan> number_settings_from_json(std::string_view json, const std::string& where) {
  const Result<nlohmann::json> parsed = parse_json(json, where);
  if (!parsed) return parsed.error();
  const JsonReader reader(*parsed, where);
  const nlohmann::json* plan = reader.find("numbers");
  if (plan == nullptr) {
    return Error{ErrorCode::kBadInput,
                 "this is a model of pictures, not of the number lab; name a run of facet numbers "
                 "train",
                 where};
  }
  return number_plan_from_json(*plan, where);
}

Result<NumberModel> NumberModel::from_state(const TrainerState& state, const std::string& where) {
  Result<NumberPlan> plan = number_settings_from_json(state.settings, where);
  if (!plan) return plan.error();
  std::shared_ptr<const NumberNetwork> network = make_number_network(*plan);
  Parameters weights(network->layout(), at::kFloat);
  const Status read = weights.from_map(network->layout(), state.tensors, where, kAveragePrefix);
  if (!read) return read.error();
  return NumberModel(*std::move(plan), std::move(network), std::move(weights));
}

std::vector<NumberAnswer> NumberModel::answer_batch(const NumberBatch& batch) const {
  const at::NoGradGuard no_grad;
  const auto [best, symbols] = network_->answer(weights_, batch).max(-1);
  const std::vector<std::string> texts = answer_texts(symbols, network_->units_first());
  const at::Tensor certain = best.exp().contiguous();
  const float* confidence = certain.const_data_ptr<float>();
  const std::int64_t length = certain.size(1);
  std::vector<NumberAnswer> answers;
  for (const std::string& text : texts) {
    NumberAnswer answer{text, {confidence, confidence + length}};
    if (network_->units_first()) {
      const auto written = static_cast<std::ptrdiff_t>(text.find_last_not_of(' ') + 1);
      std::reverse(answer.confidence.begin(), answer.confidence.begin() + written);
    }
    answers.push_back(std::move(answer));
    confidence += length;
  }
  return answers;
}

std::vector<NumberAnswer> NumberModel::answer(std::span<const Equation> queries,
                                              const GlyphSet* glyphs, std::uint64_t seed) const {
  const EncodedEquations all = encode_queries(queries, plan_.digits);
  if (plan_.task == NumberTask::kImageToText) {
    return answer_tiles(glyphs->draw(all.queries, seed));
  }
  std::vector<NumberAnswer> answers;
  for (std::int64_t first = 0; first < all.size(); first += kTextBatch) {
    const std::int64_t count = std::min(kTextBatch, all.size() - first);
    for (NumberAnswer& answer : answer_batch({all.rows(first, count), {}, {}})) {
      answers.push_back(std::move(answer));
    }
  }
  return answers;
}

NumberAnswer NumberModel::read(const at::Tensor& tiles) const {
  const at::NoGradGuard no_grad;
  const at::Tensor beliefs = network_->read_tiles(weights_, tiles_to_float(tiles));
  if (!beliefs.defined()) return {};
  const auto [best, symbols] = beliefs.max(-1);
  const at::Tensor certain = best.exp().contiguous();
  const float* confidence = certain.const_data_ptr<float>();
  return {answer_texts(symbols.unsqueeze(0), false).front(),
          {confidence, confidence + certain.size(0)}};
}

std::vector<NumberAnswer> NumberModel::answer_tiles(const at::Tensor& tiles) const {
  std::vector<NumberAnswer> answers;
  for (std::int64_t first = 0; first < tiles.size(0); first += kTileBatch) {
    const std::int64_t count = std::min(kTileBatch, tiles.size(0) - first);
    NumberBatch batch;
    batch.query_tiles = tiles_to_float(tiles.narrow(0, first, count));
    for (NumberAnswer& answer : answer_batch(batch)) answers.push_back(std::move(answer));
  }
  return answers;
}

at::Tensor NumberModel::random_styles(std::int64_t count, std::uint64_t seed) const {
  return at::randn({count, answer_length(plan_.digits), network_->style_size()},
                   at::make_generator<at::CPUGeneratorImpl>(seed), at::kFloat);
}

at::Tensor NumberModel::draw(std::span<const Equation> queries, std::uint64_t seed) const {
  return draw(queries, random_styles(static_cast<std::int64_t>(queries.size()), seed));
}

at::Tensor NumberModel::draw(std::span<const Equation> queries, const at::Tensor& styles) const {
  const EncodedEquations all = encode_queries(queries, plan_.digits);
  return draw_batches(all.size(), styles, [&](std::int64_t first, std::int64_t count) {
    return NumberBatch{all.rows(first, count), {}, {}};
  });
}

at::Tensor NumberModel::draw_for_tiles(const at::Tensor& tiles, std::uint64_t seed) const {
  return draw_for_tiles(tiles, random_styles(tiles.size(0), seed));
}

at::Tensor NumberModel::draw_for_tiles(const at::Tensor& tiles, const at::Tensor& styles) const {
  return draw_batches(tiles.size(0), styles, [&](std::int64_t first, std::int64_t count) {
    return NumberBatch{{}, tiles_to_float(tiles.narrow(0, first, count)), {}};
  });
}

at::Tensor NumberModel::draw_batches(
    std::int64_t size, const at::Tensor& styles,
    const std::function<NumberBatch(std::int64_t first, std::int64_t count)>& batch) const {
  const at::NoGradGuard no_grad;
  at::Tensor out = at::empty({size, answer_length(plan_.digits), kTileSide, kTileSide}, at::kByte);
  for (std::int64_t first = 0; first < size; first += kTileBatch) {
    const std::int64_t count = std::min(kTileBatch, size - first);
    const at::Tensor drawn =
        network_->draw(weights_, batch(first, count), styles.narrow(0, first, count));
    out.narrow(0, first, count).copy_(drawn.mul(255).round());
  }
  return out;
}

at::Tensor NumberModel::draw_symbols(const at::Tensor& symbols, const at::Tensor& styles) const {
  const at::NoGradGuard no_grad;
  return network_->draw_symbols(weights_, symbols, styles).mul(255).round().to(at::kByte);
}

}  // namespace facet
