#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>

namespace facet {

// Pixels weighed with their neighbours, in both directions. As products with matrices that are
// nearly all zeros they take a third of the time of LibTorch's pooling. Differentiable; any thread.

/// Pictures [N,3,64,64], the channels last, weighed [1,2,1]: what the mean of 2 x 2 pixels,
/// twice, makes of them. At the border there is one to the side.
at::Tensor smooth(const at::Tensor& pictures);

/// How much each color of such pictures, fp32, varies within blocks of 3 x 3 pixels that overlap by
/// one: the deviation, 0.03 at least, as patches [N,12,16,16] with the channels last. A
/// discriminator that is told it sees speckles at once, which its layers would need long to learn
/// to see; blocks that did not overlap would let steps between them pass.
at::Tensor roughness(const at::Tensor& pictures);
constexpr std::int64_t kRoughnessNumbers = 12;

}  // namespace facet
