#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <string>

#include "core/model/layers.h"
#include "core/model/residual_dense.h"

namespace facet {

/// A small network that carries z ~ N(0,1) to where the codes of a VAE lie. A Gaussian fitted to
/// them is right in their mean and their covariance alone: between long hair and short it draws
/// faces with a ghost of both. Codes are whitened here, so that they have the moments of z, and the
/// way there is eight steps (rectified flow: Liu et al. 2022). 166,720 parameters at d =
/// 64, "NAME.hidden1" to "NAME.hidden3" and "NAME.velocity"; before training it carries nothing
/// anywhere, and the Gaussian is what is left.
class CodeFlow {
 public:
  static constexpr std::int64_t kSteps = 8;

  CodeFlow(ParameterLayout& layout, const std::string& name, std::int64_t latent);

  /// The mean squared error of its velocities on the straight way from z to a whitened code: both
  /// [N,d] fp32, in rows that have nothing to do with one another. An eighth of the rows, one after
  /// another, is asked at the beginning of each step. A scalar; gradients reach the network alone.
  at::Tensor loss(const Parameters& parameters, const at::Tensor& z,
                  const at::Tensor& whitened) const;

  /// Whitened codes for z, both [N,d] fp32.
  at::Tensor carry(const Parameters& parameters, const at::Tensor& z) const;

 private:
  /// [N,d] fp32, at points [N,d] fp32 and steps [N] int64.
  at::Tensor velocity(const Parameters& parameters, const at::Tensor& points,
                      const at::Tensor& steps) const;

  ResidualDense hidden_;
  Dense velocity_;
};

}  // namespace facet
