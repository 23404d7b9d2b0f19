#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"

namespace facet {

/// One term of an expanded expression: a list's name with its weight.
struct ExpressionTerm {
  std::string name;
  double weight = 1;
  std::size_t position = 0;  ///< byte offset of the name's first appearance

  bool operator==(const ExpressionTerm&) const = default;
};

/// Parses a weighted sum of lists, such as `short_red - short_blue + 0.5 * (long_blue - x)`, and
/// expands it to one weight for each name, in order of first appearance. Names start with a letter,
/// `_` or any non-ASCII character and go on with those and digits. Allowed: + - * and parentheses,
/// numbers as weights. An Error carries the byte `position`: an empty text, division, a product of
/// two lists, a number standing alone, a weight that is not finite, unbalanced parentheses,
/// anything unknown, more than 64 levels of parentheses, more than 10,000 bytes. Any thread.
Result<std::vector<ExpressionTerm>> parse_expression(std::string_view text);

/// Writes terms as text that parse_expression reads back to the same terms.
std::string format_expression(const std::vector<ExpressionTerm>& terms);

/// Makes a name that an expression can hold from any text: other characters become `_`.
std::string expression_name(std::string_view text);

}  // namespace facet
