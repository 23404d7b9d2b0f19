#include "core/model/residual_dense.h"

#include <ATen/ATen.h>

#include <utility>

#include "core/model/leaky.h"

namespace facet {
namespace {

constexpr double kResidualGain = 0.5;

}  // namespace

ResidualDense::ResidualDense(ParameterLayout& layout, const std::string& name, std::int64_t in,
                             std::int64_t width, double rate)
    : layers_{
          Dense(layout, name + ".hidden1", in, width, he_normal(in), rate),
          Dense(layout, name + ".hidden2", width, width, he_normal(width, kResidualGain), rate),
          Dense(layout, name + ".hidden3", width, width, he_normal(width, kResidualGain), rate)} {}

at::Tensor ResidualDense::operator()(const Parameters& parameters, at::Tensor x,
                                     const Dropout& dropout) const {
  x = leaky(layers_[0](parameters, x));
  x = x + dropout(leaky(layers_[1](parameters, x)));
  return x + dropout(leaky(layers_[2](parameters, x)));
}

}  // namespace facet
