#include "core/engine/expression_badge.h"
#include "core/engine/measure_budget.h"
#include "core/engine/model_measurement.h"
#include "core/engine/quality_meter.h"
#include "core/model/runtime.h"
#include "tests/core/engine/album_painter.h"
#include "tests/core/engine/fake_painter.h"
#include "tests/core/engine/quick_judge.h"

// Last: LibTorch has a macro CHECK of its own.
#include <doctest/doctest.h>

namespace facet {
namespace {

DatasetPtr faces() { return *open_dataset("drawn:320:5"); }

QualityMeasureOptions quick() {
  QualityMeasureOptions options;
  options.repeats = 2;
  return options;
}

TEST_CASE("a model that repeats real faces reaches the floor and is caught copying") {
  const DatasetPtr dataset = faces();
  use_threads(1);
  test::AlbumPainter painter(dataset, true);
  const Result<QualityMeasurement> quality = measure_quality(painter, dataset, quick());
  REQUIRE(quality);
  CHECK(quality->pictures == 32);
  CHECK(quality->psnr_db == 99);
  CHECK(quality->distance.value < 1.5 * quality->floor.value);
  CHECK(quality->diversity == doctest::Approx(quality->diversity_real).epsilon(0.15));
  CHECK(quality->nearest == 0);
  CHECK(quality->nearest_usual > 0.01);
  CHECK(quality->copied > 0.5);
}

TEST_CASE("a model that draws one grey is far off and without diversity") {
  const DatasetPtr dataset = faces();
  use_threads(1);
  test::FakePainter painter("grey");
  painter.has_encoder = false;
  const Result<QualityMeasurement> quality = measure_quality(painter, dataset, quick());
  REQUIRE(quality);
  CHECK_FALSE(quality->psnr_db);
  CHECK(quality->distance.low > 3 * quality->floor.high);
  CHECK(quality->diversity < quality->diversity_real);
  CHECK(quality->copied == 0);
}

TEST_CASE("too few held-out pictures are refused, and measuring can be stopped") {
  const DatasetPtr dataset = faces();
  test::FakePainter painter("w");
  const Result<QualityMeasurement> few =
      measure_quality(painter, *open_dataset("drawn:100:5"), quick());
  REQUIRE(!few);
  CHECK(few.error().code == ErrorCode::kBadInput);
  QualityMeasureOptions stopped = quick();
  stopped.progress = [](const std::string&) { return false; };
  const Result<QualityMeasurement> none = measure_quality(painter, dataset, stopped);
  REQUIRE(!none);
  CHECK(none.error().code == ErrorCode::kCanceled);
}

TEST_CASE("arithmetic is measured with and without an encoder") {
  const DatasetPtr dataset = faces();
  use_threads(1);
  const auto judge = test::quick_judge(*dataset, 6400);
  REQUIRE(judge);
  ArithmeticMeasureOptions options;
  options.cases = 20;
  for (const bool has_encoder : {true, false}) {
    test::AlbumPainter painter(dataset, has_encoder);
    const Result<ArithmeticMeasurement> measured =
        measure_arithmetic(painter, *dataset, *judge, options);
    REQUIRE(measured);
    CHECK(measured->cases == 20);
    // Reconstructions are perfect; sums of picture numbers mean nothing.
    CHECK(measured->ceiling.kept.value == 1);
    CHECK(measured->ceiling.identity.value == doctest::Approx(1));
    CHECK(measured->averages.target.value < measured->ceiling.target.value);
    CHECK(measured->chosen.target.value < measured->ceiling.target.value);
    CHECK(measured->chosen.identity.value != measured->averages.identity.value);
    CHECK(measured->strangers < 1);
    REQUIRE(!measured->more_picks.empty());
    CHECK(measured->more_picks.front().picks == 10);
    CHECK(measured->more_picks.front().scores.kept.value < measured->ceiling.kept.value);
  }
  options.picks = 100'000;  // more than there are faces
  test::AlbumPainter painter(dataset, true);
  CHECK(!measure_arithmetic(painter, *dataset, *judge, options));
}

TEST_CASE("an expression asks for what its lists' labels add up to") {
  const DatasetPtr dataset = faces();
  use_threads(1);
  const auto judge = test::quick_judge(*dataset, 12800);
  REQUIRE(judge);
  const AttributeTable& table = judge->table();
  std::size_t hair = 0;
  while (table.attributes[hair].name != "hair") ++hair;
  Session session;
  session.lists = {{"a", {}}, {"b", {}}};
  const int first = table.classes[hair][0];
  for (std::int64_t row = 0; row < dataset->size(); ++row) {
    FaceList& list =
        session.lists[table.classes[hair][static_cast<std::size_t>(row)] == first ? 0 : 1];
    if (list.faces.empty()) list.faces.push_back(PictureFace{dataset->picture(row), "drawn", row});
  }
  test::AlbumPainter painter(dataset, true);
  session.arithmetic.expression = "b";
  const Result<ExpressionBadge> alone = measure_expression(session, painter, *dataset, *judge);
  REQUIRE(alone);
  CHECK(alone->reason == "one list alone changes nothing");
  session.arithmetic.expression = "2*b - a";
  const Result<ExpressionBadge> badge = measure_expression(session, painter, *dataset, *judge);
  REQUIRE(badge);
  CHECK(badge->expression == "2*b - a");
  CHECK_FALSE(badge->asked.empty());
  const auto asks_for_hair = [](const ExpressionBadge& of) {
    return std::ranges::any_of(of.asked,
                               [](const std::string& asked) { return asked.starts_with("hair "); });
  };
  CHECK(asks_for_hair(*badge));
  // A list of faces whose hair differs is not picked for its hair.
  Session mixed = session;
  mixed.lists[1].faces.push_back(session.lists[0].faces.front());
  const Result<ExpressionBadge> less = measure_expression(mixed, painter, *dataset, *judge);
  REQUIRE(less);
  CHECK_FALSE(asks_for_hair(*less));
  session.arithmetic.expression = "b - nothing";
  CHECK(!measure_expression(session, painter, *dataset, *judge));
}

TEST_CASE("a budget spends its share of the training's time and no more") {
  MeasureBudget budget(0.02);
  CHECK(budget.allows(50));
  budget.spend(50, 0.2);
  CHECK_FALSE(budget.allows(59.9));
  CHECK(budget.allows(60.1));
  CHECK(budget.allows(6));  // another training
  budget.reset();
  CHECK(budget.allows(50));
}

TEST_CASE("a young training is looked at early, and again when it is four times as old") {
  MeasureBudget budget(0.005);
  CHECK_FALSE(budget.allows(1));  // there is little to see
  CHECK(budget.allows(5));
  budget.spend(5, 0.5);  // by its share alone the next would come 100 s later
  CHECK_FALSE(budget.allows(19));
  CHECK(budget.allows(20));
  budget.spend(20, 0.5);
  CHECK_FALSE(budget.allows(79));
  CHECK(budget.allows(80));
  budget.spend(80, 0.5);
  CHECK_FALSE(budget.allows(179));
  CHECK(budget.allows(180));
  CHECK_FALSE(budget.allows(2));  // another training
  CHECK(budget.allows(5));
}

TEST_CASE("what was measured before the training began does not count as early") {
  MeasureBudget budget;
  budget.spend(0, 0.5);
  CHECK_FALSE(budget.allows(1));
  CHECK(budget.allows(5));
}

}  // namespace
}  // namespace facet
