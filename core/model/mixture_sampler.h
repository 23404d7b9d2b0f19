#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <span>
#include <vector>

#include "core/base/latent.h"
#include "core/model/gaussian_sampler.h"

namespace facet {

/// Maps z ~ N(0,1) to codes of a mixture of ten full-covariance Gaussians, fitted to codes by
/// expectation maximisation: code = mean_k + L_k z. Where the codes of a VAE bend or fall into
/// groups, one Gaussian also draws what lies between them (Ghosh et al. 2020 fit such a mixture
/// after training). Immutable; any thread.
class MixtureSampler {
 public:
  static constexpr std::int64_t kComponents = 10;

  /// `codes` [N,d], fp32 or fp64, N at least 1: those of training pictures. `variance` [d] float64,
  /// of a code's own uncertainty, is added to each component's diagonal. The same codes give the
  /// same mixture. A component of few codes takes the shape of all of them.
  MixtureSampler(const at::Tensor& codes, const at::Tensor& variance);

  /// `z` of d numbers, and the number in [0,1) by which a component is chosen.
  Latent operator()(std::span<const float> z, double choice) const;

 private:
  std::vector<double> shares_;  ///< their sum is 1
  std::vector<GaussianSampler> components_;
};

}  // namespace facet
