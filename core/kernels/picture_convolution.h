#pragma once

#include <ATen/core/Tensor.h>

namespace facet {

/// Convolution 3x3 of stride 1 and padding 1 from many channels to a picture's three.
/// x: [N,C,H,W] with the channels last, weight [3,C,3,3], bias [3]; result [N,3,H,W], channels
/// last. Differentiable once. Any thread.
///
/// In fp32 on the CPU each pixel's channels are multiplied by all 27 weights of a channel in one
/// matrix product, and the 27 columns are then added to the nine pixels they belong to; the
/// gradients are the same two steps backwards. oneDNN's convolution, made for many channels on
/// both sides, takes twice the time. Elsewhere it is LibTorch's own.
at::Tensor picture_convolution(const at::Tensor& x, const at::Tensor& weight,
                               const at::Tensor& bias);

}  // namespace facet
