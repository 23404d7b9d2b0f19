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

  /// So many codes are kept as they are, for a mixture: the means of those seen last.
  static constexpr std::int64_t kRecent = 2048;

  /// Sets the statistics of the codes in a snapshot.
  void describe(Weights& weights) const;

  /// [d] float64 on the CPU; zeros before the first batch.
  at::Tensor mean() const;
  /// [d,d] float64 on the CPU: of the posterior means, with the mean posterior variance on the
  /// diagonal: the covariance of the codes that the decoder is trained on. The identity before the
  /// first batch.
  at::Tensor covariance() const;
  /// [d] float64 on the CPU: the mean variance of a code.
  at::Tensor variance() const;
  /// [n,d] fp32 on the CPU: means of the n <= kRecent codes that were seen last, in no order of
  /// time.
  at::Tensor recent() const;

  /// "sampler.…" tensors for a checkpoint.
  void save(TensorMap& map) const;
  /// Reads them back. Errors name `where` and the tensor. An older version kept no codes.
  Status load(const TensorMap& map, const std::string& where);

 private:
  void add(const at::Tensor& mean, const at::Tensor& variance);

  at::Tensor weight_;    // [] share of what was seen that is not the start at zero
  at::Tensor first_;     // [d]
  at::Tensor second_;    // [d,d]
  at::Tensor variance_;  // [d]
  at::Tensor recent_;    // [kRecent,d] fp32: a ring
  std::int64_t seen_ = 0;
};

}  // namespace facet
