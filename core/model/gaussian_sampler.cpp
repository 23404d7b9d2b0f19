#include "core/model/gaussian_sampler.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>

#include <cassert>
#include <cmath>
#include <tuple>
#include <vector>

namespace facet {
namespace {

at::Tensor cholesky_with_ridge(const at::Tensor& covariance) {
  const at::Tensor scale = covariance.diagonal().mean().clamp_min(1e-12);
  const at::Tensor identity = at::eye(covariance.size(0), at::kDouble);
  // Statistics of few steps can miss being positive definite by more than rounding.
  for (double ridge = 1e-6; ridge < 1; ridge *= 10) {
    const auto [factor, info] = at::linalg_cholesky_ex(covariance + identity * (scale * ridge));
    if (info.item<int>() == 0) return factor.contiguous();
  }
  return covariance.diagonal().clamp_min(0).sqrt().diag().contiguous();
}

}  // namespace

GaussianSampler::GaussianSampler(const at::Tensor& mean, const at::Tensor& covariance) {
  const at::NoGradGuard no_grad;
  mean_ = mean.contiguous();
  factor_ = cholesky_with_ridge(covariance);
}

Latent GaussianSampler::operator()(std::span<const float> z) const {
  const std::size_t size = static_cast<std::size_t>(mean_.size(0));
  assert(z.size() == size);
  const double* mean = mean_.const_data_ptr<double>();
  const double* row = factor_.const_data_ptr<double>();
  Latent code(size);
  for (std::size_t i = 0; i < size; ++i, row += size) {
    double sum = mean[i];
    for (std::size_t j = 0; j <= i; ++j) sum += row[j] * static_cast<double>(z[j]);
    code[i] = static_cast<float>(sum);
  }
  return code;
}

at::Tensor GaussianSampler::codes_of(const at::Tensor& z) const {
  const at::Tensor factor = factor_.to(z.device());
  return at::addmm(mean_.to(z.device()), z.to(at::kDouble), factor.t()).to(at::kFloat);
}

at::Tensor GaussianSampler::whitened(const at::Tensor& codes) const {
  const at::Tensor deviations = codes.to(at::kDouble) - mean_.to(codes.device());
  return at::linalg_solve_triangular(factor_.to(codes.device()).t(), deviations, /*upper=*/true,
                                     /*left=*/false)
      .to(at::kFloat);
}

Latent GaussianSampler::typical(std::span<const float> code) const {
  const std::size_t size = static_cast<std::size_t>(mean_.size(0));
  assert(code.size() == size);
  const double* mean = mean_.const_data_ptr<double>();
  const double* row = factor_.const_data_ptr<double>();
  // Forward substitution: L white = code - mean.
  std::vector<double> white(size);
  double square = 0;
  for (std::size_t i = 0; i < size; ++i, row += size) {
    double rest = static_cast<double>(code[i]) - mean[i];
    for (std::size_t j = 0; j < i; ++j) rest -= row[j] * white[j];
    white[i] = row[i] > 0 ? rest / row[i] : 0;
    square += white[i] * white[i];
  }
  const double factor = square > 0 ? std::sqrt(static_cast<double>(size) / square) : 1;
  Latent result(size);
  for (std::size_t i = 0; i < size; ++i) {
    result[i] = static_cast<float>(mean[i] + factor * (static_cast<double>(code[i]) - mean[i]));
  }
  return result;
}

}  // namespace facet
