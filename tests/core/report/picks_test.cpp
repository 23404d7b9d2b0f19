#include "core/report/picks.h"

#include <set>

// Last: LibTorch has a macro CHECK of its own.
#include <doctest/doctest.h>

namespace facet {
namespace {

DatasetPtr drawn() { return *open_dataset("drawn:200:3"); }

TEST_CASE("the report's questions are chosen where the labels allow them") {
  const DatasetPtr dataset = drawn();
  const AttributeTable table = find_attributes(dataset->labels());
  const PickedRequest vae = pick_by_label(*dataset, table, choose_question(table, 180, false));
  CHECK(vae.request.expression == "short_red - short_blue + long_blue");
  CHECK(vae.report_expression == "short_red - short_blue + long_red");
  CHECK(vae.asked == "long_red");
  REQUIRE(vae.request.groups.size() == 4);
  CHECK(vae.request.groups[0].second == "{data}?hair=red&long=0~3");
  CHECK(vae.request.groups[2].second == "{data}?hair=blue&long=1~3");
  const QuestionNames gan = question_names(table, choose_question(table, 180, true));
  CHECK(gan.wanted_picked == "woman_mouth_open");
  CHECK(gan.wanted_kept == "man_mouth_open");
}

TEST_CASE("labels of other names make a question of what they say") {
  Labels labels;
  labels.columns = {"season", "size"};
  labels.values.resize(2);
  for (int i = 0; i < 60; ++i) {
    labels.values[0].push_back(i % 2 == 0 ? "summer" : "winter");
    labels.values[1].push_back(std::to_string(i % 3));
  }
  const AttributeTable table = find_attributes(labels);
  const QuestionNames names = question_names(table, choose_question(table, 60, false));
  CHECK(names.wanted_picked == "size_0_summer");
  CHECK(names.wanted_kept == "size_1_summer");
}

TEST_CASE("one attribute alone makes a question too, with names that differ") {
  const AttributeTable table{{{"kind", {"cat", "dog"}}}, {{0, 1, 0, 1, 0, 1}}, {}};
  const Question question = choose_question(table, 6, false);
  const QuestionNames names = question_names(table, question);
  CHECK(names.wanted_picked == "cat");
  CHECK(names.had_kept != names.had_picked);
}

TEST_CASE("the judge's surest cells are picked") {
  const AttributeTable table{{{"hair", {"blue", "red"}}, {"long", {"0", "1"}}}, {{}, {}}, {}};
  std::vector<JudgeReading> cells(8);
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const float red = i % 2 == 0 ? 0.9F : 0.1F;
    const float is_long = i < 4 ? 0.8F : 0.2F;
    cells[i].probabilities = {1 - red, red, 1 - is_long, is_long};
  }
  const Question question{0, 1, 0, 1, 0, 1};  // short red - short blue + long blue
  const PickedRequest picked = pick_by_judge(cells, table, question);
  CHECK(picked.request.groups[0].second.starts_with("4,6"));
  CHECK(picked.request.groups[1].second.starts_with("5,7"));
  CHECK(picked.request.groups[2].second.starts_with("1,3"));
}

TEST_CASE("without labels the corners of the two main directions are picked") {
  std::vector<Latent> features;
  for (int i = 0; i < 40; ++i) {
    const float first = i % 2 == 0 ? 10.0F : -10.0F;
    const float second = i % 4 < 2 ? 3.0F : -3.0F;
    features.push_back({first + 0.01F * static_cast<float>(i), second, 0.1F, 0});
  }
  std::vector<std::set<std::int64_t>> corners;
  const PickedRequest picked =
      pick_by_directions(features, [&](std::span<const std::int64_t> rows) {
        corners.emplace_back(rows.begin(), rows.end());
        return std::string("0");
      });
  CHECK(picked.request.expression == "high_low - low_low + low_high");
  REQUIRE(corners.size() == 4);
  for (const auto& corner : corners) {
    REQUIRE(corner.size() == 3);
    // All three lie in one corner: their rows agree modulo 4.
    for (const std::int64_t row : corner) CHECK(row % 4 == *corner.begin() % 4);
  }
  CHECK(*corners[0].begin() % 4 != *corners[1].begin() % 4);
  CHECK(*corners[1].begin() % 4 != *corners[2].begin() % 4);
}

}  // namespace
}  // namespace facet
