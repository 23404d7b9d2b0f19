#pragma once

#include <ATen/core/Tensor.h>

#include "core/model/vae.h"

namespace facet {

/// Mean over the batch of the divergence of the posterior from N(0,1), in nats a picture:
/// 1/2 sum(mean^2 + exp(log_var) - 1 - log_var). A scalar.
at::Tensor kl_divergence(const Posterior& posterior);

/// Mean binary cross-entropy over all pixels between pictures in [0,1] and decoded ones
/// before the sigmoid. A scalar.
at::Tensor mean_cross_entropy(const at::Tensor& raw, const at::Tensor& pictures);

/// [N]: the squared distance of each picture from what was decoded for it, summed over its numbers.
/// `decoded`: values like those that were seen.
at::Tensor squared_distances(const at::Tensor& decoded, const Observation& seen);

/// Negative log-likelihood of a picture, in nats up to a constant, under a Gaussian whose deviation
/// is the best one for pictures of this mean squared distance: D log(sigma) with sigma^2 the mean
/// squared error and D the numbers of a picture (optimal sigma-VAE, Rybkin et al. 2021). For each
/// number of `mean_distance`.
at::Tensor optimal_sigma_loss(const at::Tensor& mean_distance);

/// The same under a Laplace distribution of the best scale: D log(mean absolute error). Where two
/// pictures are possible, the first loss is least for their mean, a ghost of both; this one for the
/// likelier of the two. A scalar.
at::Tensor optimal_scale_loss(const at::Tensor& decoded, const at::Tensor& pictures);

}  // namespace facet
