#include "core/base/expression.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <sstream>

namespace facet {
namespace {

constexpr int kMaxDepth = 64;
constexpr std::size_t kMaxLength = 10000;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_name_start(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
         static_cast<std::uint8_t>(c) >= 0x80U;
}
bool is_name_part(char c) { return is_name_start(c) || is_digit(c); }

/// A sum of names with weights plus a constant: what a part of an expression stands for.
struct Sum {
  std::vector<ExpressionTerm> terms;
  double constant = 0;
  std::size_t constant_position = 0;
};

void add(Sum& sum, const Sum& other, double sign) {
  for (const ExpressionTerm& term : other.terms) {
    const auto same = [&](const ExpressionTerm& t) { return t.name == term.name; };
    const auto found = std::find_if(sum.terms.begin(), sum.terms.end(), same);
    if (found == sum.terms.end()) {
      sum.terms.push_back({term.name, sign * term.weight, term.position});
    } else {
      found->weight += sign * term.weight;
    }
  }
  if (sum.constant == 0) sum.constant_position = other.constant_position;
  sum.constant += sign * other.constant;
}

class Parser {
 public:
  explicit Parser(std::string_view text) : text_(text) {}

  Result<Sum> parse_all() {
    if (text_.size() > kMaxLength) return fail("the expression is too long", kMaxLength);
    skip_space();
    if (at_end()) return fail("the expression is empty; type a list's name, or drag a list here");
    Result<Sum> sum = parse_sum(0);
    if (!sum) return sum;
    if (!at_end()) {
      if (peek() == ')') return fail("this ')' closes nothing; remove it");
      return fail("expected +, - or * here");
    }
    return sum;
  }

 private:
  Result<Sum> parse_sum(int depth) {
    Result<Sum> sum = parse_product(depth);
    while (sum && !at_end() && (peek() == '+' || peek() == '-')) {
      const double sign = take() == '+' ? 1 : -1;
      Result<Sum> next = parse_product(depth);
      if (!next) return next;
      add(*sum, *next, sign);
    }
    return sum;
  }

  Result<Sum> parse_product(int depth) {
    Result<Sum> product = parse_factor(depth);
    while (product && !at_end() && (peek() == '*' || peek() == '/')) {
      const std::size_t place = at_;
      if (take() == '/') return fail("division is not possible; multiply by a number", place);
      Result<Sum> next = parse_factor(depth);
      if (!next) return next;
      if (!product->terms.empty() && !next->terms.empty()) {
        return fail("two lists cannot be multiplied; one side must be a number", place);
      }
      const bool number_first = product->terms.empty();
      const double factor = number_first ? product->constant : next->constant;
      Sum scaled = number_first ? *next : *product;
      for (ExpressionTerm& term : scaled.terms) term.weight *= factor;
      scaled.constant *= factor;
      product = std::move(scaled);
    }
    return product;
  }

  Result<Sum> parse_factor(int depth) {
    skip_space();
    double sign = 1;
    while (!at_end() && (peek() == '+' || peek() == '-')) {
      if (take() == '-') sign = -sign;
    }
    if (at_end()) return fail("the expression ends where a list's name should stand");
    Result<Sum> factor = parse_atom(depth);
    if (!factor || sign > 0) return factor;
    Sum negated;
    add(negated, *factor, -1);
    return negated;
  }

  Result<Sum> parse_atom(int depth) {
    const std::size_t place = at_;
    if (is_digit(peek()) || peek() == '.') return parse_number();
    if (is_name_start(peek())) {
      while (at_ < text_.size() && is_name_part(text_[at_])) ++at_;
      std::string name(text_.substr(place, at_ - place));
      skip_space();
      return Sum{{{std::move(name), 1, place}}, 0, place};
    }
    if (peek() != '(') return fail("expected a list's name, a number or '(' here");
    if (depth >= kMaxDepth) return fail("the parentheses are nested too deeply");
    take();
    Result<Sum> inside = parse_sum(depth + 1);
    if (!inside) return inside;
    if (at_end() || peek() != ')') return fail("this '(' is never closed; add ')'", place);
    take();
    return inside;
  }

  Result<Sum> parse_number() {
    const std::size_t place = at_;
    double value = 0;
    const char* begin = text_.data() + at_;
    const auto [end, error] = std::from_chars(begin, text_.data() + text_.size(), value);
    if (error != std::errc{} || !std::isfinite(value)) return fail("this is not a usable number");
    at_ += static_cast<std::size_t>(end - begin);
    if (at_ < text_.size() && is_name_start(text_[at_])) {
      return fail("a name cannot start with a digit; write 2*name to multiply", place);
    }
    skip_space();
    return Sum{{}, value, place};
  }

  Error fail(std::string message) const { return fail(std::move(message), at_); }
  Error fail(std::string message, std::size_t position) const {
    message += " (column " + std::to_string(position + 1) + ")";
    return {ErrorCode::kBadInput, std::move(message), std::string(text_), position};
  }

  bool at_end() const { return at_ >= text_.size(); }
  char peek() const { return text_[at_]; }
  char take() {
    const char c = text_[at_++];
    skip_space();
    return c;
  }
  void skip_space() {
    while (!at_end() && (peek() == ' ' || peek() == '\t' || peek() == '\n' || peek() == '\r'))
      ++at_;
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

std::string format_weight(double weight) {
  std::ostringstream out;
  out.precision(17);
  out << weight;
  // The shortest text that reads back to the same number.
  for (int digits = 1; digits < 17; ++digits) {
    std::ostringstream shorter;
    shorter.precision(digits);
    shorter << weight;
    if (std::stod(shorter.str()) == weight) return shorter.str();
  }
  return out.str();
}

}  // namespace

Result<std::vector<ExpressionTerm>> parse_expression(std::string_view text) {
  Result<Sum> sum = Parser(text).parse_all();
  if (!sum) return sum.error();
  const std::string where(text);
  if (sum->constant != 0 || sum->terms.empty()) {
    return Error{ErrorCode::kBadInput,
                 "a number alone is not a face; multiply a list by it, as in 0.5*name (column " +
                     std::to_string(sum->constant_position + 1) + ")",
                 where, sum->constant_position};
  }
  for (const ExpressionTerm& term : sum->terms) {
    if (!std::isfinite(term.weight)) {
      return Error{ErrorCode::kBadInput, "the weight of '" + term.name + "' is not finite", where,
                   term.position};
    }
  }
  return std::move(sum->terms);
}

std::string format_expression(const std::vector<ExpressionTerm>& terms) {
  std::string text;
  for (const ExpressionTerm& term : terms) {
    const bool negative = std::signbit(term.weight);
    if (text.empty()) {
      if (negative) text += "-";
    } else {
      text += negative ? " - " : " + ";
    }
    const double size = std::abs(term.weight);
    if (size != 1) text += format_weight(size) + "*";
    text += term.name;
  }
  return text;
}

std::string expression_name(std::string_view text) {
  std::string name;
  for (const char c : text) name += is_name_part(c) ? c : '_';
  if (name.empty() || is_digit(name.front())) name.insert(name.begin(), '_');
  return name;
}

}  // namespace facet
