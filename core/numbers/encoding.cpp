#include "core/numbers/encoding.h"

#include <ATen/ATen.h>

#include <algorithm>

namespace facet {
namespace {

void put(std::string_view text, std::int64_t length, std::uint8_t* out) {
  for (std::int64_t i = 0; i < length; ++i) {
    const auto place = static_cast<std::size_t>(i);
    out[i] = place < text.size() ? symbol_of(text[place]) : kBlank;
  }
}

/// The symbols of each column: first number, second number, operation; units first.
void put_columns(const Equation& equation, std::int64_t places, std::uint8_t* out) {
  const std::string left = std::to_string(equation.left);
  const std::string right = std::to_string(equation.right);
  for (std::int64_t place = 0; place < places; ++place) {
    const auto digit = [&](const std::string& number) {
      const auto from_end = static_cast<std::size_t>(place);
      return from_end < number.size() ? symbol_of(number[number.size() - 1 - from_end]) : kBlank;
    };
    out[3 * place] = digit(left);
    out[3 * place + 1] = digit(right);
    out[3 * place + 2] = symbol_of(equation.operation);
  }
}

}  // namespace

EncodedEquations EncodedEquations::rows(const at::Tensor& indices) const {
  const auto take = [&](const at::Tensor& all) {
    return all.defined() ? all.index_select(0, indices).to(at::kLong) : all;
  };
  return {take(queries), take(answers), take(reversed), take(columns)};
}

EncodedEquations EncodedEquations::rows(std::int64_t first, std::int64_t count) const {
  const auto take = [&](const at::Tensor& all) {
    return all.defined() ? all.narrow(0, first, count).to(at::kLong) : all;
  };
  return {take(queries), take(answers), take(reversed), take(columns)};
}

EncodedEquations encode_queries(std::span<const Equation> equations, int digits) {
  const auto count = static_cast<std::int64_t>(equations.size());
  const std::int64_t length = query_length(digits);
  const std::int64_t places = answer_length(digits);
  EncodedEquations out;
  out.queries = at::empty({count, length}, at::kByte);
  out.columns = at::empty({count, places, 3}, at::kByte);
  auto* queries = out.queries.mutable_data_ptr<std::uint8_t>();
  auto* columns = out.columns.mutable_data_ptr<std::uint8_t>();
  for (const Equation& equation : equations) {
    put(query_text(equation), length, queries);
    put_columns(equation, places, columns);
    queries += length;
    columns += 3 * places;
  }
  return out;
}

EncodedEquations encode_equations(std::span<const Equation> equations, int digits) {
  const auto count = static_cast<std::int64_t>(equations.size());
  const std::int64_t length = answer_length(digits);
  EncodedEquations out = encode_queries(equations, digits);
  out.answers = at::empty({count, length}, at::kByte);
  out.reversed = at::empty({count, length}, at::kByte);
  auto* answers = out.answers.mutable_data_ptr<std::uint8_t>();
  auto* reversed = out.reversed.mutable_data_ptr<std::uint8_t>();
  for (const Equation& equation : equations) {
    std::string text = true_answer(equation);
    put(text, length, answers);
    std::ranges::reverse(text);
    put(text, length, reversed);
    answers += length;
    reversed += length;
  }
  return out;
}

std::vector<std::string> answer_texts(const at::Tensor& symbols, bool units_first) {
  const at::Tensor rows = symbols.to(at::kCPU, at::kLong).contiguous();
  const std::int64_t length = rows.size(1);
  const std::int64_t* values = rows.const_data_ptr<std::int64_t>();
  std::vector<std::string> texts(static_cast<std::size_t>(rows.size(0)));
  for (std::string& text : texts) {
    for (std::int64_t i = 0; i < length; ++i) {
      text += kNumberAlphabet[static_cast<std::size_t>(values[i])];
    }
    values += length;
    if (units_first) {
      // Blanks behind the last symbol stand for nothing; written the other way round they would
      // come first.
      text.erase(text.find_last_not_of(' ') + 1);
      std::ranges::reverse(text);
      text = padded(text, static_cast<int>(length));
    }
  }
  return texts;
}

at::Tensor one_hot_symbols(const at::Tensor& symbols) {
  return at::one_hot(symbols, kSymbols).to(at::kFloat);
}

}  // namespace facet
