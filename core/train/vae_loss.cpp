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

at::Tensor squared_distances(const at::Tensor& decoded, const Observation& seen) {
  const at::Tensor distances = (decoded - seen.values).square().flatten(1).sum(1);
  return seen.unseen.defined() ? distances + seen.unseen : distances;
}

at::Tensor optimal_sigma_loss(const at::Tensor& mean_distance) {
  const auto numbers = static_cast<double>(kFaceBytes);
  return (mean_distance / numbers).clamp_min(kVarianceFloor).log() * (0.5 * numbers);
}

at::Tensor optimal_scale_loss(const at::Tensor& decoded, const at::Tensor& pictures) {
  const double numbers =
      static_cast<double>(pictures.numel()) / static_cast<double>(pictures.size(0));
  return at::l1_loss(decoded, pictures).clamp_min(kScaleFloor).log() * numbers;
}

}  // namespace facet
