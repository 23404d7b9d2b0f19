#pragma once

#include <ATen/core/Tensor.h>

namespace facet {

// Convolutions 3x3 that halve or double a picture, with the channels last. Differentiable once:
// their gradients have no gradients. In fp32 on the CPU the weights' gradient is computed by
// strided_weight_gradient(); everywhere else all of it is LibTorch's. Any thread.

/// Stride 2, padding 1. x: [N,I,2H,2W], weight [O,I,3,3], bias [O]; result [N,O,H,W].
at::Tensor halving_convolution(const at::Tensor& x, const at::Tensor& weight,
                               const at::Tensor& bias);

/// Transposed, stride 2, padding 1, output padding 1: the gradient of halving_convolution() with
/// respect to its input. x: [N,I,H,W], weight [I,O,3,3], bias [O]; result [N,O,2H,2W].
at::Tensor doubling_convolution(const at::Tensor& x, const at::Tensor& weight,
                                const at::Tensor& bias);

}  // namespace facet
