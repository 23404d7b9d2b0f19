#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "core/base/image.h"
#include "core/base/latent.h"
#include "core/base/result.h"
#include "core/base/view.h"

namespace facet {

/// Why pictures have no code in a model of that preset, which has no encoder.
Error no_encoder_error(const std::string& preset);

/// What drawing needs of a model, and no more: a PictureModel behind make_painter(), a fake in
/// tests. One thread at a time.
class FacePainter {
 public:
  virtual ~FacePainter() = default;

  /// Which weights draw.
  virtual WeightsId id() const = 0;
  /// Length of a code.
  virtual int latent() const = 0;
  /// Whether pictures have codes in this model.
  virtual bool can_encode() const = 0;
  /// The sampler that the preset's grid uses unless told otherwise.
  virtual Sampler default_sampler() const = 0;

  /// Maps latents z ~ N(0,1), of latent() numbers each, to the codes that the decoder reads; one of
  /// `choices`, in [0,1), beside each is what a mixture chooses its component by.
  virtual std::vector<Latent> codes_of(std::span<const Latent> latents, Sampler sampler,
                                       std::span<const double> choices) = 0;
  /// `code`, the sum of others, brought back to the norm that codes of this model have.
  virtual Latent typical(std::span<const float> code) = 0;
  /// Decodes codes of latent() numbers each to pictures of 64 x 64 RGB.
  virtual Result<std::vector<Image>> decode(std::span<const Latent> codes) = 0;
  /// Codes (posterior means) of pictures of 64 x 64 RGB. A model without an encoder answers with an
  /// Error.
  virtual Result<std::vector<Latent>> encode(std::span<const ImagePtr> pictures) = 0;
};

}  // namespace facet
