#pragma once

#include <ATen/core/Tensor.h>

#include <span>
#include <string>
#include <vector>

#include "core/numbers/equation.h"

namespace facet {

/// Equations as numbers of symbols, uint8 at rest and int64 in a batch.
///
/// The columns lay a query out as a pupil writes it: column 0 holds the units of both operands and
/// the operation, column 1 the tens, and so on, blank where an operand has no digit there; one
/// column more than digits leaves room for the carry and the sign. It is a change of place alone,
/// like the place-value position codes of McLeish et al. 2024 ("abacus embeddings"): what the
/// digits mean is left to the weights.
struct EncodedEquations {
  at::Tensor queries;   ///< [N,L] as read, padded right
  at::Tensor answers;   ///< [N,A] as read, padded right
  at::Tensor reversed;  ///< [N,A] units first, padded right
  at::Tensor columns;   ///< [N,A,3] first number, second number, operation; units first

  /// The rows of `indices` [n] int64, as int64.
  EncodedEquations rows(const at::Tensor& indices) const;
  /// Rows `first` to `first + count - 1`, as int64.
  EncodedEquations rows(std::int64_t first, std::int64_t count) const;
  std::int64_t size() const { return queries.size(0); }
};

/// Encodes what is asked, with no answers (those tensors are undefined): what a trained model
/// answers from. Every operand must have at most `digits` digits.
EncodedEquations encode_queries(std::span<const Equation> equations, int digits);
/// The same with the true answers, for training and scores.
EncodedEquations encode_equations(std::span<const Equation> equations, int digits);

/// The texts of answers: `symbols` [N,A] int64 as read, or units first. Padded right to A.
std::vector<std::string> answer_texts(const at::Tensor& symbols, bool units_first);

/// [.., kSymbols] fp32 of symbols [..] int64.
at::Tensor one_hot_symbols(const at::Tensor& symbols);

}  // namespace facet
