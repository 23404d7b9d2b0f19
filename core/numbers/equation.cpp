#include "core/numbers/equation.h"

#include <algorithm>
#include <cctype>

namespace facet {
namespace {

Error bad_query(std::string_view text, const std::string& reason, std::size_t position) {
  return {ErrorCode::kBadInput, reason, "query '" + std::string(text) + "'", position};
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Takes a number from `text` at `place`.
Result<std::int64_t> take_operand(std::string_view text, std::size_t& place, int digits,
                                  const char* which) {
  while (place < text.size() && text[place] == ' ') ++place;
  const std::size_t first = place;
  while (place < text.size() && is_digit(text[place])) ++place;
  if (place == first) {
    return bad_query(text,
                     std::string("the ") + which +
                         " number is missing; write two numbers with + or - between, as 12+34",
                     place);
  }
  std::string_view number = text.substr(first, place - first);
  number.remove_prefix(std::min(number.find_first_not_of('0'), number.size() - 1));
  if (number.size() > static_cast<std::size_t>(digits)) {
    return bad_query(text,
                     "the " + std::string(which) +
                         " number is out of range: this model knows 0 to " +
                         std::string(static_cast<std::size_t>(digits), '9'),
                     first);
  }
  while (place < text.size() && text[place] == ' ') ++place;
  return std::stoll(std::string(number));
}

}  // namespace

std::uint8_t symbol_of(char character) {
  const std::size_t place = kNumberAlphabet.find(character);
  return place == std::string_view::npos ? kBlank : static_cast<std::uint8_t>(place);
}

std::string query_text(const Equation& equation) {
  return std::to_string(equation.left) + equation.operation + std::to_string(equation.right);
}

std::string true_answer(const Equation& equation) {
  return std::to_string(equation.operation == '+' ? equation.left + equation.right
                                                  : equation.left - equation.right);
}

std::string padded(std::string text, int length) {
  text.resize(static_cast<std::size_t>(length), ' ');
  return text;
}

int carries(const Equation& equation) {
  std::int64_t a = equation.left;
  std::int64_t b = equation.right;
  const bool plus = equation.operation == '+';
  if (!plus && a < b) std::swap(a, b);
  int count = 0;
  std::int64_t carry = 0;
  for (; a > 0 || b > 0; a /= 10, b /= 10) {
    const std::int64_t column = plus ? a % 10 + b % 10 + carry : a % 10 - b % 10 - carry;
    carry = plus ? column / 10 : (column < 0 ? 1 : 0);
    count += static_cast<int>(carry);
  }
  return count;
}

Result<Equation> parse_query(std::string_view text, int digits) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (kNumberAlphabet.find(text[i]) == std::string_view::npos) {
      const bool printable = std::isprint(static_cast<unsigned char>(text[i])) != 0;
      return bad_query(text,
                       (printable ? std::string("the character '") + text[i] + "'"
                                  : std::string("a character")) +
                           " at place " + std::to_string(i + 1) +
                           " is not in the alphabet; use digits, + and -",
                       i);
    }
  }
  Equation equation;
  std::size_t place = 0;
  const Result<std::int64_t> left = take_operand(text, place, digits, "first");
  if (!left) return left.error();
  if (place >= text.size() || is_digit(text[place])) {
    return bad_query(text, "there is no + or - between the numbers; write it as 12+34", place);
  }
  equation.operation = text[place++];
  const Result<std::int64_t> right = take_operand(text, place, digits, "second");
  if (!right) return right.error();
  if (place < text.size()) {
    return bad_query(text, "there is more behind the second number; write one sum, as 12+34",
                     place);
  }
  equation.left = *left;
  equation.right = *right;
  return equation;
}

}  // namespace facet
