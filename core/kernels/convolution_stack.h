#pragma once

#include <ATen/core/Tensor.h>

namespace facet {

// Convolutions 3x3 one after another, each with ReLU, between faces and a few pixels of many
// channels. Each thread takes its pictures through all layers a few at a time, so that what a layer
// hands to the next is still in the cache, and adds up gradients of its own, which are summed in
// the end: results depend on the number of threads alone. Differentiable once. All products are
// those of a MatrixUnit: fp32, or bf16 with fp32 sums. Padding is Keras' "same": where the stride
// is 2, one row and one column of zeros at the bottom and right, and none at the top and left.
// Weights are read and gradients written fastest with the channels last.

/// Whether the functions below may be called with such weights: all fp32 on a CPU, or all bf16 and
/// the CPU has a unit for it; every channel but the colors a multiple of 32.
bool can_stack(at::TensorList weights);

/// Faces [N,3,S,S] fp32 to [N,C,s,s] of the weights' type, channels last: convolutions of stride 2,
/// each with ReLU. S and all sides down to s are even. weights: [out,in,3,3], the first with 3 in;
/// biases [out].
at::Tensor stacked_halvings(const at::Tensor& faces, at::TensorList weights, at::TensorList biases);

/// [N,C,s,s] of the weights' type, s even, to faces [N,3,S,S] fp32: transposed convolutions of
/// stride 2, each with ReLU, then a convolution to three colors of stride 1. weights: [in,out,3,3],
/// the last [3,in,3,3]; biases [out]. Two at least.
at::Tensor stacked_doublings(const at::Tensor& x, at::TensorList weights, at::TensorList biases);

}  // namespace facet
