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

/// How far the variety of pictures is from that of real ones: the mean over directions of
/// mean^2 + (variance - 1)^2, for `standardized` [N,k] of Generator::standardize() and N > 1.
/// Moments of a batch are noisy, which is why they are only a nudge beside a discriminator that
/// judges each picture by itself (moment matching: Li, Swersky & Zemel 2015). A scalar.
at::Tensor variety_loss(const at::Tensor& standardized);

}  // namespace facet
