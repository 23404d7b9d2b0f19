#pragma once

#include <ATen/core/Tensor.h>

#include <array>
#include <cstdint>

#include "core/model/layers.h"

namespace facet {

/// What the judge computes: squares of 4 x 4 pixels as 48 channels each, two convolutions of stride
/// 2, a dense layer of 128 features, one linear layer for the values of all attributes. An
/// architecture without values, as Vae is.
class JudgeNetwork {
 public:
  /// `outputs`: values of all attributes together.
  explicit JudgeNetwork(std::int64_t outputs);

  struct Output {
    at::Tensor features;  ///< [N,128]: the layer before the last
    at::Tensor scores;    ///< [N,outputs] before softmax
  };
  /// `pictures`: [N,3,64,64] in [0,1].
  Output operator()(const Parameters& parameters, const at::Tensor& pictures) const;

  const ParameterLayout& layout() const { return layout_; }

 private:
  ParameterLayout layout_;
  Dense squares_;
  std::array<SameConv, 2> convolutions_;
  Dense features_;
  Dense scores_;
};

}  // namespace facet
