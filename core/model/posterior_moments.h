#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <string>

#include "core/base/result.h"
#include "core/model/vae.h"
#include "core/model/weights.h"

namespace facet {

/// Running statistics of an autoencoder's codes: exponential moments of the posterior means (d and
/// d x d) and of the posterior variances, corrected for their start at zero as Adam corrects its
/// own. Costs a d x d product a step instead of thousands of encodings a snapshot. One thread at a
/// time.
class PosteriorMoments {
 public:
  /// On `device`, float64.
  PosteriorMoments(std::int64_t latent, const at::Device& device);

  /// Takes a batch in; older batches fade by half every `kHalfLifeImages` pictures.
  void add(const Posterior& posterior);
  /// The same for codes [N,d] without variance, those of a plain autoencoder.
  void add(const at::Tensor& codes);
  static constexpr double kHalfLifeImages = 3000;

  /// [d] float64 on the CPU; zeros before the first batch.
  at::Tensor mean() const;
  /// [d,d] float64 on the CPU: of the posterior means, with the mean posterior variance on the
  /// diagonal: the covariance of the codes that the decoder is trained on. The identity before the
  /// first batch.
  at::Tensor covariance() const;

  /// "sampler.…" tensors for a checkpoint.
  void save(TensorMap& map) const;
  /// Reads them back. Errors name `where` and the tensor.
  Status load(const TensorMap& map, const std::string& where);

 private:
  void add(const at::Tensor& mean, const at::Tensor& variance);

  at::Tensor weight_;    // [] share of what was seen that is not the start at zero
  at::Tensor first_;     // [d]
  at::Tensor second_;    // [d,d]
  at::Tensor variance_;  // [d]
};

}  // namespace facet
