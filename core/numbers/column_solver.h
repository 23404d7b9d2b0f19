#pragma once

#include "core/numbers/sequence_layers.h"

namespace facet {

/// Solves sums by columns: an LSTM goes from the units up, so that it can carry, a second one comes
/// back down with what the first has seen, so that it knows the sign; both read each column through
/// the same embedding. Everything it knows about digits it learns: its weights see symbols.
class ColumnSolver {
 public:
  ColumnSolver(ParameterLayout& layout, const std::string& name);

  /// Log probabilities [N,A,kSymbols], units first, of columns [N,A,3,kSymbols]: one-hot, or shares
  /// of belief in each symbol.
  at::Tensor operator()(const Parameters& parameters, const at::Tensor& columns) const;

 private:
  Dense embed_;
  Dense mix_;
  Lstm up_;
  Lstm down_;
  Dense out_;
};

}  // namespace facet
