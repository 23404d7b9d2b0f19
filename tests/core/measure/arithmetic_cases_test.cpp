#include "core/measure/arithmetic_cases.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <numeric>
#include <set>

namespace facet {
namespace {

/// 2 x 3 x 2 values, every combination `repeats` times.
AttributeTable table_of(int repeats) {
  AttributeTable table{
      {{"long", {"0", "1"}}, {"hair", {"blue", "red", "white"}}, {"open", {"0", "1"}}},
      std::vector<std::vector<int>>(3),
      {}};
  for (int i = 0; i < 12 * repeats; ++i) {
    table.classes[0].push_back(i % 2);
    table.classes[1].push_back(i / 2 % 3);
    table.classes[2].push_back(i / 6 % 2);
  }
  return table;
}

std::vector<std::int64_t> rows(std::int64_t first, std::int64_t count) {
  std::vector<std::int64_t> all(static_cast<std::size_t>(count));
  std::iota(all.begin(), all.end(), first);
  return all;
}

JudgeReading reading(std::vector<int> values, std::vector<float> features) {
  return {std::move(values), {}, std::move(features)};
}

TEST_CASE("choosing picks changes nothing else of the questions, and each kind is chosen once") {
  const AttributeTable table = table_of(20);
  std::set<std::vector<std::int64_t>> asked;
  int times = 0;
  const auto last = [&](std::span<const std::int64_t> of, int count) {
    ++times;
    asked.emplace(of.begin(), of.end());
    return std::vector<std::int64_t>(of.end() - count, of.end());
  };
  const auto random = random_cases(table, rows(0, 180), rows(180, 60), {100, 3, 1});
  const auto chosen = random_cases(table, rows(0, 180), rows(180, 60), {100, 3, 1, last});
  REQUIRE(chosen.size() == random.size());
  for (std::size_t i = 0; i < chosen.size(); ++i) {
    CHECK(chosen[i].start == random[i].start);
    CHECK(chosen[i].example == random[i].example);
    CHECK(chosen[i].asked == random[i].asked);
    CHECK(chosen[i].plus.size() == 3);
    CHECK(chosen[i].plus.back() >= 168);  // every kind comes once in twelve rows
  }
  CHECK(times <= 2 * static_cast<int>(asked.size()));  // a set may be of two kinds
}

TEST_CASE("a random question asks for one change and keeps a second attribute apart") {
  const AttributeTable table = table_of(20);
  const auto cases = random_cases(table, rows(0, 180), rows(180, 60), {100, 3, 1});
  REQUIRE(cases.size() == 100);
  for (const ArithmeticCase& question : cases) {
    const auto value = [&](std::size_t attribute, std::int64_t row) {
      return table.classes[attribute][static_cast<std::size_t>(row)];
    };
    CHECK(std::count(question.asked.begin(), question.asked.end(), -1) == 1);
    CHECK(question.start >= 180);
    CHECK(question.example >= 180);
    REQUIRE(question.plus.size() == 3);
    REQUIRE(question.minus.size() == 3);
    int changed = 0;
    for (std::size_t attribute = 0; attribute < 3; ++attribute) {
      const int asked = question.asked[attribute];
      if (asked < 0) continue;
      CHECK(value(attribute, question.example) == asked);
      const int start = value(attribute, question.start);
      changed += start != asked ? 1 : 0;
      for (int pick = 0; pick < 3; ++pick) {
        const int plus = value(attribute, question.plus[static_cast<std::size_t>(pick)]);
        const int minus = value(attribute, question.minus[static_cast<std::size_t>(pick)]);
        if (start != asked) {
          CHECK(plus == asked);
          CHECK(minus == start);
        } else {
          CHECK(plus == minus);
          CHECK(plus != asked);
        }
      }
    }
    CHECK(changed == 1);
  }
}

TEST_CASE("the same seed asks the same questions") {
  const AttributeTable table = table_of(20);
  const auto a = random_cases(table, rows(0, 180), rows(180, 60), {5, 3, 7});
  const auto b = random_cases(table, rows(0, 180), rows(180, 60), {5, 3, 7});
  REQUIRE(a.size() == b.size());
  for (std::size_t i = 0; i < a.size(); ++i) CHECK(a[i].plus == b[i].plus);
}

TEST_CASE("too few faces give no question") {
  const AttributeTable table = table_of(1);
  CHECK(random_cases(table, rows(0, 4), rows(6, 6), {10, 3, 1}).empty());
}

TEST_CASE("scores count what is reached and what is kept") {
  ArithmeticCase question;
  question.asked = {1, -1, -1};
  const std::vector<ArithmeticCase> cases(2, question);
  const std::vector<JudgeReading> starts = {reading({0, 2, 1}, {1, 0}), reading({0, 2, 1}, {1, 0})};
  const std::vector<JudgeReading> results = {reading({1, 2, 0}, {1, 0}),
                                             reading({0, 2, 1}, {0, 1})};
  const ArithmeticScores scores = score_results(cases, starts, results);
  CHECK(scores.target.value == doctest::Approx(0.5));
  CHECK(scores.kept.value == doctest::Approx(0.75));
  CHECK(scores.identity.value == doctest::Approx(0.5));
  CHECK(scores.target.low <= 0.5);
  CHECK(scores.target.high >= 0.5);
}

TEST_CASE("twins are found by the column that names their base") {
  Labels labels;
  labels.columns = {"base", "long", "hair"};
  labels.values.resize(3);
  for (int base = 0; base < 5; ++base) {
    for (int variant = 0; variant < 4; ++variant) {
      labels.values[0].push_back("b" + std::to_string(base));
      labels.values[1].push_back(variant % 2 == 0 ? "0" : "1");
      labels.values[2].push_back(variant / 2 == 0 ? "red" : "blue");
    }
  }
  AttributeTable table = find_attributes(labels);
  // So few bases would count as an attribute themselves.
  table.attributes.erase(table.attributes.begin());
  table.classes.erase(table.classes.begin());
  table.left_out = {"base"};
  const std::vector<TwinCase> cases = twin_cases(labels, table, 1000, 1);
  // Each base: 4 starts, 2 attributes to change.
  REQUIRE(cases.size() == 5 * 4 * 2);
  for (const TwinCase& question : cases) {
    CHECK(question.plus / 4 == question.truth / 4);
    // In the space of labels: plus - minus + start = truth, bit by bit.
    CHECK((question.plus % 4 ^ question.minus % 4 ^ question.start % 4) == question.truth % 4);
  }
  CHECK(twin_cases(labels, table, 10, 1).size() == 10);
}

}  // namespace
}  // namespace facet
