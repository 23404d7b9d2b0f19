#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "core/base/latent.h"
#include "core/base/once.h"
#include "core/base/preset.h"
#include "core/base/result.h"

namespace facet {

/// Named tensors on the CPU, contiguous and owned.
using TensorMap = std::map<std::string, at::Tensor>;

/// An immutable snapshot of what is needed to draw: decoder and encoder (raw and EMA) and the
/// statistics of the sampler. It owns its storage, never an alias of live parameters; any thread.
struct Weights {
  std::string preset;
  int latent = 64;
  std::int64_t step = 0;
  std::string data_hash;  ///< of the data set it was trained on
  /// "decoder.…", "encoder.…" or "generator.…": the raw weights, fp32; the averaged ones where
  /// those are all there is.
  TensorMap parameters;
  TensorMap ema;           ///< the same names: averaged weights, fp32
  at::Tensor latent_mean;  ///< [d] float64: mean of the codes' means; zeros for a GAN
  /// [d,d] float64: covariance of the codes' means, with their mean variance on the diagonal; the
  /// identity for a GAN.
  at::Tensor latent_covariance;
  at::Tensor latent_variance;  ///< [d] float64: the mean variance of a code; zeros for a GAN
  /// [n,d] fp32: means of codes that were seen last, for a mixture; n is 0 for a GAN and where an
  /// older version kept none.
  at::Tensor latent_recent;

  /// Of what is drawn with, the averaged weights or the raw ones, and all else above: 32
  /// hexadecimal digits. Reads it when first asked for. Any thread.
  const std::string& hash(bool averaged) const;

 private:
  Once<std::string> raw_hash_;
  Once<std::string> averaged_hash_;
};
using WeightsPtr = std::shared_ptr<const Weights>;

/// Seals a snapshot. Statistics of codes for a mixture may be missing.
WeightsPtr make_weights(Weights weights);

/// Reads the drawing part of a checkpoint file, or of a run folder's newest good checkpoint.
/// Refuses other presets, versions, missing or misshapen tensors and values that are not finite,
/// naming file, tensor and reason. A file may hold the averaged weights alone, also as bf16: they
/// stand for the raw ones then. `warnings` (if given) receives a sentence for each newer
/// checkpoint of the folder that is damaged. Any thread.
Result<WeightsPtr> load_weights(const std::string& path,
                                std::vector<std::string>* warnings = nullptr);

}  // namespace facet
