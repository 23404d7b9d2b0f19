#pragma once

#include <ATen/core/Tensor.h>

#include <span>

#include "core/base/latent.h"

namespace facet {

/// Maps z ~ N(0,1) to codes of a full-covariance Gaussian: code = mean + L z with L L^T the
/// covariance. Fitted to the posterior of a VAE it gives clean samples where the prior gives smears
/// (ex-post density estimation, Ghosh et al. 2020). Immutable; any thread.
class GaussianSampler {
 public:
  /// mean [d], covariance [d,d], both float64 on the CPU. A small ridge keeps L defined.
  GaussianSampler(const at::Tensor& mean, const at::Tensor& covariance);

  /// [d] and [d,d] float64: a code is mean + factor z.
  const at::Tensor& mean() const { return mean_; }
  const at::Tensor& factor() const { return factor_; }

  /// `z` of d numbers; sums in double precision.
  Latent operator()(std::span<const float> z) const;

  /// The same for rows z [N,d]: codes [N,d] fp32, on z's device. And back.
  at::Tensor codes_of(const at::Tensor& z) const;
  at::Tensor whitened(const at::Tensor& codes) const;

  /// The code whose deviation from the mean has the typical norm of the Gaussian (sqrt(d),
  /// whitened) and the direction of `code`'s: sums and averages of codes leave the shell on which
  /// nearly all codes lie (White 2016, "Sampling Generative Networks"). The mean itself stays.
  Latent typical(std::span<const float> code) const;

 private:
  at::Tensor mean_;    // [d] float64
  at::Tensor factor_;  // [d,d] float64, lower triangular
};

}  // namespace facet
