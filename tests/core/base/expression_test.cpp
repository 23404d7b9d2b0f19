#include "core/base/expression.h"

#include <doctest/doctest.h>

namespace facet {
namespace {

std::string expanded(const std::string& text) {
  const auto terms = parse_expression(text);
  return terms ? format_expression(*terms) : "error";
}

std::size_t error_position(const std::string& text) {
  const auto terms = parse_expression(text);
  REQUIRE_FALSE(terms);
  REQUIRE(terms.error().position.has_value());
  CHECK(terms.error().code == ErrorCode::kBadInput);
  CHECK(terms.error().where == text);
  return *terms.error().position;
}

TEST_CASE("an expression expands to one weight a list, in order of appearance") {
  const auto terms = parse_expression("short_red - short_blue + long_blue");
  REQUIRE(terms);
  REQUIRE(terms->size() == 3);
  CHECK((*terms)[0] == ExpressionTerm{"short_red", 1, 0});
  CHECK((*terms)[1] == ExpressionTerm{"short_blue", -1, 12});
  CHECK((*terms)[2] == ExpressionTerm{"long_blue", 1, 25});
}

TEST_CASE("weights, parentheses and signs multiply out") {
  CHECK(expanded("0.5*a + a*2") == "2.5*a");
  CHECK(expanded("2*(a - 0.5*(b - -c))") == "2*a - b - c");
  CHECK(expanded("-(a)") == "-a");
  CHECK(expanded("a-b*3*2") == "a - 6*b");
  CHECK(expanded("(1 + 1) * a") == "2*a");
  CHECK(expanded("a + 1 - 1") == "a");
  CHECK(expanded("a - a") == "0*a");
  CHECK(expanded(" 1e-1 * x_2 ") == "0.1*x_2");
}

TEST_CASE("names may be written in any script") {
  CHECK(expanded("kurz_rot - \xE7\x9F\xAD\xE5\x8F\x91") == "kurz_rot - \xE7\x9F\xAD\xE5\x8F\x91");
}

TEST_CASE("the place of an error is marked") {
  CHECK(error_position("") == 0);
  CHECK(error_position("a / b") == 2);
  CHECK(error_position("a + ") == 4);
  CHECK(error_position("a b") == 2);
  CHECK(error_position("a * b") == 2);
  CHECK(error_position("(a + b") == 0);
  CHECK(error_position("a + b)") == 5);
  CHECK(error_position("a + 3") == 4);
  CHECK(error_position("3") == 0);
  CHECK(error_position("a $ b") == 2);
  CHECK(error_position("2a") == 0);
  CHECK(error_position("a + 1e999*b") == 4);
  CHECK(error_position("1e300*1e300*a") == 12);
}

TEST_CASE("hostile lengths and depths are refused, not followed") {
  CHECK(error_position(std::string(1000, '(') + "a" + std::string(1000, ')')) == 64);
  CHECK(error_position(std::string(20000, 'a')) == 10000);
  CHECK(expanded(std::string(5000, '-') + "a") == "a");
}

TEST_CASE("formatted weights read back to the same number") {
  const double weights[] = {0.1, 1.0 / 3.0, -2.5e-17, 123456789.125};
  for (const double weight : weights) {
    const auto terms = parse_expression(format_expression({{"a", weight, 0}, {"b", -weight, 0}}));
    REQUIRE(terms);
    CHECK((*terms)[0].weight == weight);
    CHECK((*terms)[1].weight == -weight);
  }
}

TEST_CASE("any text becomes a name that parses") {
  CHECK(expression_name("short red") == "short_red");
  CHECK(expression_name("12 a") == "_12_a");
  CHECK(expression_name("") == "_");
  CHECK(expanded(expression_name("a-b/(c)")) == "a_b__c_");
}

}  // namespace
}  // namespace facet
