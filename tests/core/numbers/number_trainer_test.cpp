#include "core/numbers/number_trainer.h"

#include <ATen/ATen.h>
#include <doctest/doctest.h>

#include "core/model/runtime.h"
#include "core/numbers/tile_networks.h"

namespace facet {
namespace {

NumberPlan plan_of(NumberTask task, const std::string& preset) {
  NumberPlan plan;
  plan.task = task;
  plan.preset = preset;
  plan.threads = 1;
  const Result<NumberPlan> resolved = resolve_number_plan(plan);
  REQUIRE(resolved);
  return *resolved;
}

std::unique_ptr<NumberTrainer> trainer_of(NumberTask task, const std::string& preset) {
  Result<std::unique_ptr<NumberTrainer>> trainer = NumberTrainer::create(plan_of(task, preset));
  REQUIRE(trainer);
  return *std::move(trainer);
}

TEST_CASE("the columns learn the sums of unseen pairs") {
  const auto trainer = trainer_of(NumberTask::kTextToText, "columns");
  CHECK(trainer->measure(GlyphSplit::kTest, 1000).exact < 0.05);
  for (int step = 0; step < 700; ++step) REQUIRE(trainer->step());
  CHECK(trainer->measure(GlyphSplit::kTest, 1000).exact > 0.9);
  const NumberScore score = trainer->test(1000);
  CHECK(score.exact.value() > 0.9);
  CHECK(score.positions.value() >= score.exact.value());
}

TEST_CASE("every preset steps, learns from its loss and answers") {
  for (const NumberPreset& preset : number_presets()) {
    CAPTURE(preset.name);
    const auto trainer = trainer_of(preset.task, std::string(preset.name));
    REQUIRE(trainer->step());
    const double first = trainer->take_loss();
    for (int step = 0; step < 12; ++step) REQUIRE(trainer->step());
    trainer->take_loss();
    REQUIRE(trainer->step());
    CHECK(trainer->take_loss() < first);
    const Equation query{12, 34, '+'};
    const std::vector<NumberAnswer> answers =
        trainer->snapshot().answer({&query, 1}, trainer->test_glyphs(), 1);
    CHECK(answers.front().text.size() == 3);
    CHECK(answers.front().confidence.size() == 3);
  }
}

TEST_CASE("a resumed training equals one that never stopped, to the bit") {
  const auto straight = trainer_of(NumberTask::kTextToText, "columns");
  for (int step = 0; step < 6; ++step) REQUIRE(straight->step());
  const auto before = trainer_of(NumberTask::kTextToText, "columns");
  for (int step = 0; step < 3; ++step) REQUIRE(before->step());
  const auto after = trainer_of(NumberTask::kTextToText, "columns");
  REQUIRE(after->load_state(before->save_state(), "test"));
  for (int step = 0; step < 3; ++step) REQUIRE(after->step());
  const TrainerState one = straight->save_state();
  const TrainerState two = after->save_state();
  for (const auto& [name, tensor] : one.tensors) {
    CAPTURE(name);
    CHECK(at::equal(tensor, two.tensors.at(name)));
  }
}

TEST_CASE("drawn answers differ with the style and repeat with the seed") {
  const auto trainer = trainer_of(NumberTask::kTextToImage, "writer");
  for (int step = 0; step < 3; ++step) REQUIRE(trainer->step());
  const NumberModel model = trainer->snapshot();
  const std::vector<Equation> queries = {{12, 34, '+'}, {5, 9, '-'}};
  const at::Tensor tiles = model.draw(queries, 3);
  CHECK(tiles.sizes() == at::IntArrayRef({2, 3, 28, 28}));
  CHECK(at::equal(tiles, model.draw(queries, 3)));
  CHECK_FALSE(at::equal(tiles, model.draw(queries, 4)));
}

TEST_CASE("a model that draws answers tiles by tiles, as it answers what it reads in them") {
  const auto trainer = trainer_of(NumberTask::kTextToImage, "writer");
  for (int step = 0; step < 3; ++step) REQUIRE(trainer->step());
  const NumberModel model = trainer->snapshot();
  REQUIRE(model.reads_tiles());
  const Equation query{12, 34, '+'};
  const at::Tensor tiles =
      trainer->test_glyphs()->draw(encode_queries({&query, 1}, 2).queries.to(at::kLong), 7);
  CHECK(model.draw_for_tiles(tiles, 3).sizes() == at::IntArrayRef({1, 3, 28, 28}));
  CHECK(model.answer_tiles(tiles).front().text.size() == 3);
  CHECK(model.read(tiles[0]).text.size() == 5);
  // Tiles believed to be just what they are give the columns of the text.
  const EncodedEquations asked = encode_queries({&query, 1}, 2).rows(0, 1);
  CHECK(
      at::equal(believed_columns(one_hot_symbols(asked.queries)), one_hot_symbols(asked.columns)));
}

TEST_CASE("the report's baseline has Keras' number of weights") {
  // LSTM 256 on 13 inputs, LSTM 256 on 256, dense 13.
  const auto network = make_number_network(plan_of(NumberTask::kTextToText, "report"));
  CHECK(network->layout().count() ==
        4 * 256 * (13 + 256 + 1) + 4 * 256 * (256 + 256 + 1) + 13 * (256 + 1));
}

}  // namespace
}  // namespace facet
