#include "core/numbers/equation.h"

#include <doctest/doctest.h>

#include <set>

#include "core/numbers/equation_set.h"
#include "core/numbers/number_score.h"

namespace facet {
namespace {

TEST_CASE("a query is padded at its right and its answer too") {
  const Equation equation{6, 78, '-'};
  CHECK(padded(query_text(equation), query_length(2)) == "6-78 ");
  CHECK(padded(true_answer(equation), answer_length(2)) == "-72");
  CHECK(padded(true_answer({40, 6, '+'}), answer_length(2)) == "46 ");
}

TEST_CASE("carries and borrows are counted column by column") {
  CHECK(carries({12, 34, '+'}) == 0);
  CHECK(carries({99, 1, '+'}) == 2);
  CHECK(carries({38, 19, '-'}) == 1);
  CHECK(carries({19, 38, '-'}) == 1);
}

TEST_CASE("a query is read with blanks and leading zeros") {
  const Result<Equation> read = parse_query(" 07 + 30 ", 2);
  REQUIRE(read);
  CHECK(*read == Equation{7, 30, '+'});
}

TEST_CASE("what cannot be read is named with its place") {
  const auto error = [](const char* text) {
    const Result<Equation> read = parse_query(text, 2);
    REQUIRE_FALSE(read);
    return read.error();
  };
  CHECK(error("12*3").message.find("'*' at place 3") != std::string::npos);
  CHECK(error("12*3").position == 2);
  CHECK(error("123+4").message.find("out of range") != std::string::npos);
  CHECK(error("12").message.find("no + or -") != std::string::npos);
  CHECK(error("+12").message.find("first number is missing") != std::string::npos);
  CHECK(error("12+").message.find("second number is missing") != std::string::npos);
  CHECK(error("1+2+3").message.find("behind the second") != std::string::npos);
}

TEST_CASE("the report's 20,000 rows are split by the seed, each once") {
  const Result<EquationSet> set = EquationSet::create(2, 0.8, 7);
  REQUIRE(set);
  CHECK(set->size() == 20000);
  CHECK(set->training_size() == 16000);
  std::set<std::string> seen;
  for (std::int64_t i = 0; i < set->size(); ++i) seen.insert(query_text((*set)[i]));
  CHECK(seen.size() == 20000);
  CHECK(set->is_training_row((*set)[0]));
  CHECK_FALSE(set->is_training_row((*set)[16000]));
  const Result<EquationSet> again = EquationSet::create(2, 0.8, 7);
  const Result<EquationSet> other = EquationSet::create(2, 0.8, 8);
  CHECK((*again)[123] == (*set)[123]);
  std::int64_t same = 0;
  for (std::int64_t i = 0; i < 1000; ++i) same += (*other)[i] == (*set)[i] ? 1 : 0;
  CHECK(same < 10);
}

TEST_CASE("a split without equations is refused") {
  const Result<EquationSet> set = EquationSet::create(1, 0.001, 1);
  REQUIRE_FALSE(set);
  CHECK(set.error().message.find("training split empty") != std::string::npos);
}

TEST_CASE("a score tells operators and carries apart") {
  const Equation equations[] = {{1, 2, '+'}, {9, 1, '+'}, {5, 7, '-'}};
  const std::string answers[] = {"3  ", "11 ", "-2 "};
  const NumberScore score = score_answers(equations, answers, 2);
  CHECK(score.exact.right == 2);
  CHECK(score.positions.right == 8);
  CHECK(score.by_operator.at("+").value() == doctest::Approx(0.5));
  CHECK(score.by_operator.at("-").value() == doctest::Approx(1));
  CHECK(score.by_carries.at("1").right == 0);
  CHECK(score.wrong == std::vector<std::int64_t>{1});
}

}  // namespace
}  // namespace facet
