#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/base/result.h"

namespace facet {

/// The characters of queries and answers, in the order of the report; the last is the blank.
inline constexpr std::string_view kNumberAlphabet = "0123456789+- ";
inline constexpr int kSymbols = 13;
inline constexpr std::uint8_t kPlus = 10;
inline constexpr std::uint8_t kMinus = 11;
inline constexpr std::uint8_t kBlank = 12;

/// The place of a character in the alphabet; kBlank for one that is not in it.
std::uint8_t symbol_of(char character);

/// Characters of a padded query of two operands of so many digits: "99+99".
constexpr int query_length(int digits) { return 2 * digits + 1; }
/// Characters of a padded answer: "198", "-99".
constexpr int answer_length(int digits) { return digits + 1; }

/// One query. The answer that training and scores compare with is computed here and nowhere else;
/// no model sees this value when it answers.
struct Equation {
  std::int64_t left = 0;
  std::int64_t right = 0;
  char operation = '+';
  bool operator==(const Equation&) const = default;
};

/// "6-78", unpadded.
std::string query_text(const Equation& equation);
/// "-72", unpadded: the true answer.
std::string true_answer(const Equation& equation);
/// `text` with blanks at the right up to `length` characters.
std::string padded(std::string text, int length);

/// Columns of the written sum from which something is carried, or borrowed in a difference (the
/// smaller from the larger number).
int carries(const Equation& equation);

/// Reads "12+34"; blanks around numbers do not matter. Errors name the character and its place, or
/// the operand that has more than `digits` digits, or what is missing.
Result<Equation> parse_query(std::string_view text, int digits);

}  // namespace facet
