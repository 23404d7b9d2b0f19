#pragma once

#include <ATen/core/Tensor.h>

namespace facet {

/// Mean binary cross-entropy of a discriminator's logits, [N] or [N,places], against label 1
/// (`real`) or 0. A scalar.
at::Tensor label_cross_entropy(const at::Tensor& logits, bool real);

/// Mean over the pictures of |d logit / d picture|^2 (R1: Mescheder et al. 2018), the sum
/// of its logits where it has several. `logits` were computed from `pictures` [N,3,64,64], which
/// collect gradients. Differentiable. A scalar.
at::Tensor gradient_penalty(const at::Tensor& logits, const at::Tensor& pictures);

}  // namespace facet
