#include "core/train/gan_loss.h"

#include <ATen/ATen.h>
#include <torch/csrc/autograd/autograd.h>

namespace facet {

at::Tensor label_cross_entropy(const at::Tensor& logits, bool real) {
  return at::softplus(real ? -logits : logits).mean();
}

at::Tensor gradient_penalty(const at::Tensor& logits, const at::Tensor& pictures) {
  const at::Tensor gradient =
      torch::autograd::grad({logits.sum()}, {pictures}, {}, /*retain_graph=*/true,
                            /*create_graph=*/true)[0];
  return gradient.square().sum({1, 2, 3}).mean();
}

at::Tensor variety_loss(const at::Tensor& standardized) {
  const at::Tensor mean = standardized.mean(0);
  return (mean.square() + (standardized.var(0) - 1).square()).mean();
}

}  // namespace facet
