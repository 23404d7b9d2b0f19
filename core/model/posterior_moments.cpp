#include "core/model/posterior_moments.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "core/model/tensor_check.h"

namespace facet {
namespace {

constexpr std::array kNames = {"sampler.weight", "sampler.mean", "sampler.second_moment",
                               "sampler.variance"};

constexpr const char* kRecentName = "sampler.recent";
constexpr const char* kSeenName = "sampler.seen";

struct RecentCodes {
  at::Tensor codes;
  std::int64_t seen = 0;
};

/// None where an older version kept none.
Result<RecentCodes> find_recent(const TensorMap& map, std::int64_t latent,
                                const std::string& where) {
  if (!map.contains(kSeenName)) return RecentCodes{at::empty({0, latent}, at::kFloat), 0};
  const Result<at::Tensor> seen = find_tensor(map, kSeenName, {}, at::kLong, where);
  if (!seen) return seen.error();
  const std::int64_t count = std::max<std::int64_t>(0, seen->item<std::int64_t>());
  const std::array shape = {std::min(count, PosteriorMoments::kRecent), latent};
  const Result<at::Tensor> codes = find_tensor(map, kRecentName, shape, at::kFloat, where);
  if (!codes) return codes.error();
  return RecentCodes{*codes, count};
}

}  // namespace

PosteriorMoments::PosteriorMoments(std::int64_t latent, const at::Device& device) {
  const at::TensorOptions options = at::TensorOptions(device).dtype(at::kDouble);
  weight_ = at::zeros({}, options);
  first_ = at::zeros({latent}, options);
  second_ = at::zeros({latent, latent}, options);
  variance_ = at::zeros({latent}, options);
  recent_ = at::zeros({kRecent, latent}, options.dtype(at::kFloat));
}

void PosteriorMoments::add(const Posterior& posterior) {
  add(posterior.mean.detach().to(at::kDouble), posterior.log_var.detach().to(at::kDouble).exp());
}

void PosteriorMoments::add(const at::Tensor& codes) {
  add(codes.detach().to(at::kDouble), at::zeros(codes.sizes(), second_.options()));
}

void PosteriorMoments::add(const at::Tensor& mean, const at::Tensor& variance) {
  const at::NoGradGuard no_grad;
  const double count = static_cast<double>(mean.size(0));
  const double share = 1 - std::exp2(-count / kHalfLifeImages);
  weight_.lerp_(at::ones_like(weight_), share);
  first_.lerp_(mean.mean(0), share);
  second_.lerp_(mean.t().mm(mean) / count, share);
  variance_.lerp_(variance.mean(0), share);
  const at::Tensor places =
      at::arange(seen_, seen_ + mean.size(0), recent_.options().dtype(at::kLong))
          .remainder(kRecent);
  recent_.index_copy_(0, places, mean.to(at::kFloat));
  seen_ += mean.size(0);
}

void PosteriorMoments::describe(Weights& weights) const {
  weights.latent_mean = mean();
  weights.latent_covariance = covariance();
  weights.latent_variance = variance();
  weights.latent_recent = recent();
}

at::Tensor PosteriorMoments::mean() const {
  const at::NoGradGuard no_grad;
  return (first_ / weight_.clamp_min(1e-12)).to(at::kCPU);
}

at::Tensor PosteriorMoments::covariance() const {
  const at::NoGradGuard no_grad;
  const at::Tensor weight = weight_.clamp_min(1e-12);
  const at::Tensor center = first_ / weight;
  const at::Tensor spread = second_ / weight - center.outer(center) + (variance_ / weight).diag();
  return at::where(weight_ > 0, spread, at::eye(first_.size(0), spread.options())).to(at::kCPU);
}

at::Tensor PosteriorMoments::variance() const {
  const at::NoGradGuard no_grad;
  return (variance_ / weight_.clamp_min(1e-12)).to(at::kCPU);
}

at::Tensor PosteriorMoments::recent() const {
  const at::NoGradGuard no_grad;
  const at::Tensor kept = recent_.narrow(0, 0, std::min(seen_, kRecent));
  return at::empty(kept.sizes(), at::kFloat).copy_(kept);
}

void PosteriorMoments::save(TensorMap& map) const {
  const at::NoGradGuard no_grad;
  const std::array tensors = {weight_, first_, second_, variance_};
  for (std::size_t i = 0; i < tensors.size(); ++i) {
    map[kNames[i]] = at::empty(tensors[i].sizes(), at::kDouble).copy_(tensors[i]);
  }
  map[kRecentName] = recent();
  map[kSeenName] = at::full({}, seen_, at::kLong);
}

Status PosteriorMoments::load(const TensorMap& map, const std::string& where) {
  const at::NoGradGuard no_grad;
  const std::array tensors = {weight_, first_, second_, variance_};
  for (std::size_t i = 0; i < tensors.size(); ++i) {
    const Result<at::Tensor> found =
        find_tensor(map, kNames[i], tensors[i].sizes(), at::kDouble, where);
    if (!found) return found.error();
  }
  const Result<RecentCodes> codes = find_recent(map, first_.size(0), where);
  if (!codes) return codes.error();
  for (std::size_t i = 0; i < tensors.size(); ++i) tensors[i].copy_(map.at(kNames[i]));
  recent_.zero_();
  recent_.narrow(0, 0, codes->codes.size(0)).copy_(codes->codes);
  seen_ = codes->seen;
  return {};
}

}  // namespace facet
