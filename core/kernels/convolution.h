#pragma once

#include <ATen/core/Tensor.h>

#include "core/kernels/convolution_shape.h"

namespace facet {

// One convolution, or its transpose, of fp32 or bf16 pictures on a CPU with AVX512. All passes
// together they are two to three times as fast as LibTorch's in bf16 with tiles (AMX), 1.2 times
// with AVX512_BF16 alone, and 1.1 times in fp32. Differentiable any number of times: forward, to
// the pictures and to the weights are three products of which each is the others' gradient. Results
// depend on the number of threads alone.

/// Whether the functions below may be called with such pictures and weights, and are worth it: a
/// unit of this CPU for numbers of their one type, eight pictures, and 32 channels on one side at
/// least.
bool can_convolve(const at::Tensor& pictures, const at::Tensor& weight);

/// Large pictures [N,L,s S,s S] to small ones [N,S',S,S], both with the channels last. weight
/// [S',L,k,k]; bias [S'].
at::Tensor convolve_down(const at::Tensor& large, const at::Tensor& weight, const at::Tensor& bias,
                         const ConvolutionShape& shape);

/// The transpose: small pictures to large ones. weight as above; bias [L].
at::Tensor convolve_up(const at::Tensor& small, const at::Tensor& weight, const at::Tensor& bias,
                       const ConvolutionShape& shape);

}  // namespace facet
