#include "core/model/mixture_sampler.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>

#include <algorithm>

namespace facet {
namespace {

constexpr int kRounds = 8;

/// A mixture of codes that are white as a whole: mean 0, covariance 1.
struct WhiteMixture {
  at::Tensor shares;       // [k]
  at::Tensor means;        // [k,d]
  at::Tensor covariances;  // [k,d,d]
};

/// [N,k]: how likely each code is of each component.
at::Tensor responsibilities(const at::Tensor& codes, const WhiteMixture& mixture) {
  const at::Tensor factors = at::linalg_cholesky(mixture.covariances);
  const at::Tensor offsets = (codes.unsqueeze(0) - mixture.means.unsqueeze(1)).transpose(1, 2);
  const at::Tensor white = at::linalg_solve_triangular(factors, offsets, /*upper=*/false);
  const at::Tensor widths = factors.diagonal(0, 1, 2).log().sum(1);
  const at::Tensor log_density =
      mixture.shares.clamp_min(1e-12).log() - widths - white.square().sum(1).t() / 2;
  return log_density.softmax(1);
}

/// The mixture that fits the codes best when they are of the components as `shares` [N,k] says.
/// Each covariance counts 2d codes of the whole's, which is the identity.
WhiteMixture fit(const at::Tensor& codes, const at::Tensor& shares) {
  const std::int64_t size = codes.size(1);
  const double whole = 2 * static_cast<double>(size);
  const at::Tensor counts = shares.sum(0);
  const at::Tensor means = shares.t().mm(codes) / counts.clamp_min(1e-9).unsqueeze(1);
  const at::Tensor offsets = codes.unsqueeze(0) - means.unsqueeze(1);
  const at::Tensor scatter = (offsets * shares.t().unsqueeze(2)).transpose(1, 2).bmm(offsets);
  const at::Tensor identity = at::eye(size, codes.options());
  return {counts / counts.sum(), means,
          (scatter + identity * whole) / (counts + whole).view({-1, 1, 1})};
}

/// Each code belongs to the nearest of some codes that lie evenly in their order.
at::Tensor first_shares(const at::Tensor& codes, std::int64_t components) {
  const at::Tensor places =
      at::arange(components, at::kLong) * std::max<std::int64_t>(1, codes.size(0) / components);
  const at::Tensor centers = codes.index_select(0, places.clamp_max(codes.size(0) - 1));
  const at::Tensor distances = centers.square().sum(1).unsqueeze(0) - 2 * codes.mm(centers.t());
  return at::one_hot(distances.argmin(1), components).to(at::kDouble);
}

}  // namespace

MixtureSampler::MixtureSampler(const at::Tensor& codes, const at::Tensor& variance) {
  const at::NoGradGuard no_grad;
  const at::Tensor rows = codes.to(at::kDouble);
  const at::Tensor mean = rows.mean(0);
  const at::Tensor centered = rows - mean;
  const GaussianSampler whole(mean, centered.t().mm(centered) / static_cast<double>(rows.size(0)));
  const at::Tensor white =
      at::linalg_solve_triangular(whole.factor(), centered.t(), /*upper=*/false).t().contiguous();
  at::Tensor shares = first_shares(white, std::min(kComponents, rows.size(0)));
  WhiteMixture mixture = fit(white, shares);
  for (int round = 0; round < kRounds; ++round) {
    shares = responsibilities(white, mixture);
    mixture = fit(white, shares);
  }
  const at::Tensor means = mean + mixture.means.mm(whole.factor().t());
  const at::Tensor covariances =
      at::matmul(at::matmul(whole.factor(), mixture.covariances), whole.factor().t());
  for (std::int64_t k = 0; k < means.size(0); ++k) {
    shares_.push_back(mixture.shares[k].item<double>());
    components_.emplace_back(means[k], covariances[k] + variance.diag());
  }
}

Latent MixtureSampler::operator()(std::span<const float> z, double choice) const {
  std::size_t component = 0;
  for (double below = shares_[0]; choice >= below && component + 1 < shares_.size();) {
    below += shares_[++component];
  }
  return components_[component](z);
}

}  // namespace facet
