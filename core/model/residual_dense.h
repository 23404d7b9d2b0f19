#pragma once

#include <ATen/core/Tensor.h>

#include <array>
#include <cstdint>
#include <string>

#include "core/model/dropout.h"
#include "core/model/layers.h"

namespace facet {

/// Three dense layers with leaky ReLU; the second and third add to what they are given (He et al.
/// 2016), in training after dropout. x: [N,in], y: [N,width]. Parameters "NAME.hidden1" to
/// "NAME.hidden3".
class ResidualDense {
 public:
  /// `rate`: factor of the learning rate.
  ResidualDense(ParameterLayout& layout, const std::string& name, std::int64_t in,
                std::int64_t width, double rate = 1);
  at::Tensor operator()(const Parameters& parameters, at::Tensor x,
                        const Dropout& dropout = {}) const;

  const std::array<Dense, 3>& layers() const { return layers_; }

 private:
  std::array<Dense, 3> layers_;
};

}  // namespace facet
