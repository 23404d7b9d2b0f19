#include "core/train/vae_loss.h"

#include <ATen/ATen.h>

#include "core/base/image.h"

namespace facet {
namespace {

// A batch that is drawn to 1/1000 of the range is as good as it needs to be; without a floor the
// loss of a single learnt picture falls without end.
constexpr double kVarianceFloor = 1e-6;
constexpr double kScaleFloor = 1e-3;

}  // namespace

at::Tensor kl_divergence(const Posterior& posterior) {
  const at::Tensor sum =
      (posterior.mean.square() + posterior.log_var.exp() - 1 - posterior.log_var).sum();
  return sum * (0.5 / static_cast<double>(posterior.mean.size(0)));
}

at::Tensor mean_cross_entropy(const at::Tensor& raw, const at::Tensor& pictures) {
  return at::binary_cross_entropy_with_logits(raw, pictures);
}

at::Tensor optimal_sigma_loss(const at::Tensor& decoded, const Observation& seen) {
  const auto numbers = static_cast<double>(kFaceBytes);
  at::Tensor distance = (decoded - seen.values).square().sum();
  if (seen.unseen.defined()) distance = distance + seen.unseen.sum();
  const at::Tensor variance = distance / (numbers * static_cast<double>(decoded.size(0)));
  return variance.clamp_min(kVarianceFloor).log() * (0.5 * numbers);
}

at::Tensor optimal_scale_loss(const at::Tensor& decoded, const at::Tensor& pictures) {
  const double numbers =
      static_cast<double>(pictures.numel()) / static_cast<double>(pictures.size(0));
  return at::l1_loss(decoded, pictures).clamp_min(kScaleFloor).log() * numbers;
}

}  // namespace facet
