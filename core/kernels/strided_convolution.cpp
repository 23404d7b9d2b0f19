#include "core/kernels/strided_convolution.h"

#include <ATen/ATen.h>
#include <torch/csrc/autograd/custom_function.h>

#include <array>
#include <tuple>

#include "core/kernels/strided_weight_gradient.h"

namespace facet {
namespace {

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

enum class Direction { kHalving, kDoubling };

at::Tensor convolve(const at::Tensor& x, const at::Tensor& weight, const at::Tensor& bias,
                    Direction direction) {
  const bool transposed = direction == Direction::kDoubling;
  return at::convolution(x, weight, bias, {2, 2}, {1, 1}, {1, 1}, transposed,
                         {transposed, transposed}, 1);
}

std::tuple<at::Tensor, at::Tensor, at::Tensor> gradients_of(const at::Tensor& gradient,
                                                            const at::Tensor& x,
                                                            const at::Tensor& weight,
                                                            Direction direction,
                                                            std::array<bool, 3> wanted) {
  const bool transposed = direction == Direction::kDoubling;
  const std::array<std::int64_t, 1> bias_shape{gradient.size(1)};
  return at::convolution_backward(gradient, x, weight, at::IntArrayRef(bias_shape), {2, 2}, {1, 1},
                                  {1, 1}, transposed, {transposed, transposed}, 1, wanted);
}

template <Direction kDirection>
class StridedConvolution : public torch::autograd::Function<StridedConvolution<kDirection>> {
 public:
  static at::Tensor forward(AutogradContext* context, const at::Tensor& x, const at::Tensor& weight,
                            const at::Tensor& bias) {
    context->save_for_backward({x, weight});
    return convolve(x, weight, bias, kDirection);
  }

  static variable_list backward(AutogradContext* context, const variable_list& gradients) {
    const variable_list saved = context->get_saved_variables();
    const at::Tensor& x = saved[0];
    const at::Tensor gradient = gradients[0].contiguous(at::MemoryFormat::ChannelsLast);
    const bool own = x.is_cpu() && x.scalar_type() == at::kFloat;
    // Asked for the bias alone, LibTorch would compute the weights' gradient all the same.
    auto [to_x, to_weight, to_bias] =
        gradients_of(gradient, x, saved[1], kDirection,
                     {context->needs_input_grad(0), context->needs_input_grad(1) && !own,
                      context->needs_input_grad(2) && !own});
    if (own && context->needs_input_grad(1)) {
      const bool halving = kDirection == Direction::kHalving;
      to_weight = strided_weight_gradient(halving ? gradient : x, halving ? x : gradient);
    }
    if (own && context->needs_input_grad(2)) to_bias = gradient.sum({0, 2, 3});
    return {to_x, to_weight, to_bias};
  }
};

}  // namespace

at::Tensor halving_convolution(const at::Tensor& x, const at::Tensor& weight,
                               const at::Tensor& bias) {
  return StridedConvolution<Direction::kHalving>::apply(x, weight, bias);
}

at::Tensor doubling_convolution(const at::Tensor& x, const at::Tensor& weight,
                                const at::Tensor& bias) {
  return StridedConvolution<Direction::kDoubling>::apply(x, weight, bias);
}

}  // namespace facet
