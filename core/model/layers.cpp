#include "core/model/layers.h"

#include <ATen/ATen.h>

#include "core/kernels/convolution.h"

namespace facet {
namespace {

constexpr std::int64_t kSide = 3;
constexpr std::int64_t kEvenSide = 4;  ///< of convolutions that halve or double
constexpr ConvolutionShape kSame = {.kernel = kSide, .stride = 1, .padding = 1};
constexpr ConvolutionShape kHalving = {.kernel = kEvenSide, .stride = 2, .padding = 1};

Initializer glorot_of_convolution(std::int64_t in, std::int64_t out) {
  return Initializer::glorot_uniform(kSide * kSide * in, kSide * kSide * out);
}

}  // namespace

Dense::Dense(ParameterLayout& layout, const std::string& name, std::int64_t in, std::int64_t out)
    : Dense(layout, name, in, out, Initializer::glorot_uniform(in, out)) {}

Dense::Dense(ParameterLayout& layout, const std::string& name, std::int64_t in, std::int64_t out,
             Initializer initializer, double rate)
    : weight_(layout.add(name + ".weight", {out, in}, initializer, rate)),
      bias_(layout.add(name + ".bias", {out}, Initializer::zero(), rate)) {}

at::Tensor Dense::operator()(const Parameters& parameters, const at::Tensor& x) const {
  return at::linear(x, parameters[weight_], parameters[bias_]);
}

SameConv::SameConv(ParameterLayout& layout, const std::string& name, std::int64_t in,
                   std::int64_t out, int stride)
    : SameConv(layout, name, in, out, stride, glorot_of_convolution(in, out)) {}

SameConv::SameConv(ParameterLayout& layout, const std::string& name, std::int64_t in,
                   std::int64_t out, int stride, Initializer initializer)
    : stride_(stride),
      weight_(layout.add(name + ".weight", {out, in, kSide, kSide}, initializer)),
      bias_(layout.add(name + ".bias", {out}, Initializer::zero())) {}

at::Tensor SameConv::operator()(const Parameters& parameters, const at::Tensor& x) const {
  const at::Tensor& weight = parameters[weight_];
  const at::Tensor& bias = parameters[bias_];
  if (stride_ == 1) {
    if (can_convolve(x, weight)) return convolve_down(x, weight, bias, kSame);
    return at::conv2d(x, weight, bias, 1, 1);
  }
  const std::int64_t no_padding = 0;
  return at::conv2d(at::constant_pad_nd(x, {0, 1, 0, 1}), weight, bias, 2, no_padding);
}

HalvingConv::HalvingConv(ParameterLayout& layout, const std::string& name, std::int64_t in,
                         std::int64_t out, Initializer initializer)
    : weight_(layout.add(name + ".weight", {out, in, kEvenSide, kEvenSide}, initializer)),
      bias_(layout.add(name + ".bias", {out}, Initializer::zero())) {}

at::Tensor HalvingConv::operator()(const Parameters& parameters, const at::Tensor& x) const {
  const at::Tensor& weight = parameters[weight_];
  const at::Tensor& bias = parameters[bias_];
  if (can_convolve(x, weight)) return convolve_down(x, weight, bias, kHalving);
  return at::conv2d(x, weight, bias, kHalving.stride, kHalving.padding);
}

DoublingConv::DoublingConv(ParameterLayout& layout, const std::string& name, std::int64_t in,
                           std::int64_t out, Initializer initializer)
    : weight_(layout.add(name + ".weight", {in, out, kEvenSide, kEvenSide}, initializer)),
      bias_(layout.add(name + ".bias", {out}, Initializer::zero())) {}

at::Tensor DoublingConv::operator()(const Parameters& parameters, const at::Tensor& x) const {
  const at::Tensor& weight = parameters[weight_];
  const at::Tensor& bias = parameters[bias_];
  if (can_convolve(x, weight)) return convolve_up(x, weight, bias, kHalving);
  return at::conv_transpose2d(x, weight, bias, kHalving.stride, kHalving.padding);
}

}  // namespace facet
