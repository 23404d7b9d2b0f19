#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <string>
#include <utility>

#include "core/model/layers.h"
#include "core/model/parameters.h"

namespace facet {

// Layers of sequence models, as core/model/layers.h: small values that know which parameters are
// theirs. Sequences are [N,T,d].

/// LSTM (Hochreiter & Schmidhuber 1997), gates in LibTorch's order i, f, g, o; one bias is trained,
/// as in Keras.
class Lstm {
 public:
  Lstm(ParameterLayout& layout, const std::string& name, std::int64_t in, std::int64_t hidden);

  struct Output {
    at::Tensor sequence;  ///< [N,T,hidden]
    at::Tensor hidden;    ///< [1,N,hidden]: the last
    at::Tensor cell;      ///< [1,N,hidden]
  };
  /// From a state of zeros.
  Output operator()(const Parameters& parameters, const at::Tensor& x) const;
  /// From a given state.
  Output operator()(const Parameters& parameters, const at::Tensor& x, const at::Tensor& hidden,
                    const at::Tensor& cell) const;

  /// Sets what Keras begins with: orthogonal recurrent weights, forget bias 1.
  void initialize_as_keras(const Parameters& parameters, at::Generator generator) const;

 private:
  std::int64_t hidden_;
  std::size_t input_weight_;
  std::size_t hidden_weight_;
  std::size_t bias_;
  std::size_t unused_bias_;  // LibTorch's second one, kept at zero
};

/// Layer normalisation (Ba et al. 2016) over the last dimension.
class LayerNorm {
 public:
  LayerNorm(ParameterLayout& layout, const std::string& name, std::int64_t width);
  at::Tensor operator()(const Parameters& parameters, const at::Tensor& x) const;

 private:
  std::int64_t width_;
  std::size_t gain_;  // its difference from 1
  std::size_t bias_;
};

/// A block of a transformer encoder (Vaswani et al. 2017), normalised first: attention of `heads`
/// heads, then two dense layers of 4 times the width with GELU between.
class TransformerBlock {
 public:
  TransformerBlock(ParameterLayout& layout, const std::string& name, std::int64_t width,
                   std::int64_t heads);
  at::Tensor operator()(const Parameters& parameters, const at::Tensor& x) const;

 private:
  std::int64_t heads_;
  LayerNorm attention_norm_;
  Dense query_key_value_;
  Dense attention_out_;
  LayerNorm dense_norm_;
  Dense widen_;
  Dense narrow_;
};

}  // namespace facet
