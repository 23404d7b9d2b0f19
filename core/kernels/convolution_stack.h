#pragma once

#include <ATen/core/Tensor.h>

namespace facet {

// Convolutions 3x3 one after another, each with ReLU, between faces and a few pixels of many
// channels: computed in bf16 with fp32 sums by a CPU's matrix unit. Each thread takes its pictures
// through all layers one by one, so that what a layer hands to the next is still in the cache, and
// adds up gradients of its own, which are summed in the end: results depend on the number of
// threads alone. Differentiable once.

/// Whether this CPU, and tensors like these, are such that the functions below may be called:
/// `weights` bf16 on a CPU with a matrix unit, every channel but the colors a multiple of 32.
bool can_stack(at::TensorList weights);

/// Faces [N,3,S,S] fp32 to [N,C,s,s] bf16, channels last: layers of stride 2 and padding 1, the
/// same as halving_convolution() and ReLU for each. S is even as often as it is halved, and so is
/// s. weights: [out,in,3,3], the first with 3 in; biases [out].
at::Tensor stacked_halvings(const at::Tensor& faces, at::TensorList weights, at::TensorList biases);

/// [N,C,s,s], s even, to faces [N,3,S,S] fp32: layers of doubling_convolution() and ReLU, then
/// picture_convolution(). weights: [in,out,3,3], the last [3,in,3,3]; biases [out].
at::Tensor stacked_doublings(const at::Tensor& x, at::TensorList weights, at::TensorList biases);

}  // namespace facet
