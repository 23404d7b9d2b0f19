#pragma once

#include <memory>
#include <span>
#include <vector>

#include "core/base/image.h"
#include "core/base/latent.h"
#include "core/model/weights.h"

namespace facet {

class Parameters;
class PictureNetwork;

/// How exact a drawing is.
enum class DrawMode {
  kExact,  ///< fp32, one thread, batches of one size (padded): the same bytes on the same kind of
           ///< CPU
  kLive,   ///< the fastest arithmetic of this machine, for previews
};

/// The networks of one Weights, ready to draw; one thread at a time. All functions run without
/// gradients and in evaluation mode.
class PictureModel {
 public:
  /// Builds the networks of the preset that `weights` name and loads them (EMA or raw).
  static Result<std::unique_ptr<PictureModel>> create(const WeightsPtr& weights, bool ema);
  ~PictureModel();

  int latent() const;
  Sampler default_sampler() const;
  bool has_encoder() const;
  const Weights& weights() const;

  /// The network and its fp32 parameters, for what needs the decoder's gradient. They live as long
  /// as the model.
  const PictureNetwork& network() const;
  const Parameters& parameters() const;

  /// Maps latents z ~ N(0,1), of latent() numbers each, to the codes that the decoder reads; one of
  /// `choices`, in [0,1), beside each is what a mixture chooses its component by. The first call
  /// that asks for the mixture fits it, which takes about a tenth of a second; a model that keeps
  /// no codes for that, an older file, draws from the Gaussian, and so does one that has no flow.
  /// The same bytes for a latent whatever stands beside it.
  std::vector<Latent> codes_of(std::span<const Latent> latents, Sampler sampler,
                               std::span<const double> choices) const;

  /// `code` with its deviation from the mean code at the typical norm: GaussianSampler::typical().
  Latent typical(std::span<const float> code) const;

  /// Decodes codes of latent() numbers each to pictures of 64 x 64 RGB.
  std::vector<Image> decode(std::span<const Latent> codes, DrawMode mode);

  /// Codes (posterior means) of pictures of 64 x 64 RGB. Only where has_encoder().
  std::vector<Latent> encode(std::span<const ImagePtr> pictures, DrawMode mode);

 private:
  std::vector<Latent> carried(std::span<const Latent> latents) const;

  struct Impl;
  explicit PictureModel(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace facet
