#pragma once

#include <ATen/core/Tensor.h>

namespace facet {

/// The gradient of the weights of a 3x3 convolution of stride 2 and padding 1, or of its transposed
/// form, as nine matrix products. small: [N,S,H,W], the side of lower resolution (what a
/// convolution gives, what a transposed one takes); large: [N,L,2H,2W]; both fp32 on the CPU with
/// the channels last. Result: [S,L,3,3], the sum over n, i, j of
///   small[n,s,i,j] * large[n,l,2i+ky-1,2j+kx-1].
///
/// Every second row and column of `large` is one of four planes as big as `small`, and each weight
/// pairs `small` with one plane, moved by at most one row and column. With a row and a column of
/// zeros around each picture, moving is an offset in memory, and a weight's sum over all pixels is
/// one long matrix product: on CPUs with AVX2 1.6 to 1.9 times as fast as oneDNN's own.
at::Tensor strided_weight_gradient(const at::Tensor& small, const at::Tensor& large);

}  // namespace facet
