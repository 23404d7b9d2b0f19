#pragma once

#include "core/numbers/sequence_layers.h"

namespace facet {

/// Two transformer blocks over a query and a slot for each character of the answer; all slots
/// answer at once.
class SlotTransformer {
 public:
  static constexpr std::int64_t kWidth = 64;
  SlotTransformer(ParameterLayout& layout, const std::string& name, int digits);
  /// Log probabilities [N,A,kSymbols], as read, of an embedded query [N,L,kWidth].
  at::Tensor operator()(const Parameters& parameters, const at::Tensor& query) const;

 private:
  std::int64_t query_length_;
  std::size_t places_;  // of the query and the slots
  TransformerBlock first_;
  TransformerBlock second_;
  LayerNorm norm_;
  Dense out_;
};

}  // namespace facet
