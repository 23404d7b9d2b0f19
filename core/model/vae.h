#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <memory>
#include <string_view>

#include "core/base/result.h"
#include "core/model/dropout.h"
#include "core/model/picture_network.h"

namespace facet {

/// What an encoder says about the codes of N pictures: a Gaussian of d independent numbers for
/// each. Both [N,d] fp32.
struct Posterior {
  at::Tensor mean;
  at::Tensor log_var;
};

/// What a VAE sees of N pictures, fp32.
struct Observation {
  at::Tensor values;  ///< [N,...]: what is encoded, and what a decoded code is compared with
  /// [N]: the squared distance, summed over a picture's numbers, of each picture from all that the
  /// values can tell; undefined: they tell all.
  at::Tensor unseen{};
};

/// A variational autoencoder. It may see pictures through a fixed orthonormal basis: then distances
/// between values are distances between pictures, and a training step draws none.
class Vae : public PictureNetwork {
 public:
  /// What it sees of pictures [N,3,64,64] in [0,1]; the pictures themselves unless overridden.
  virtual Observation observe(const Parameters& parameters, const at::Tensor& pictures) const;

  /// Posterior of what observe() gave. `dropout` is the training's, for a preset that has some.
  virtual Posterior encode(const Parameters& parameters, const at::Tensor& values,
                           const Dropout& dropout) const = 0;

  /// Decodes codes [N,d] to values like those that observe() gives, fp32, before the output is
  /// squashed: losses need the value before it. `dropout` as for encode().
  virtual at::Tensor decode_values(const Parameters& parameters, const at::Tensor& codes,
                                   const Dropout& dropout) const = 0;

  /// [N,3,64,64] fp32 from what decode_values() gives, before they are squashed or clamped into
  /// [0,1]; the values themselves unless overridden.
  virtual at::Tensor draw(const Parameters& parameters, const at::Tensor& values) const;

  /// Pictures in [0,1] from what draw() gives.
  virtual at::Tensor to_pictures(const at::Tensor& drawn) const = 0;

  at::Tensor encode_mean(const Parameters& parameters, const at::Tensor& pictures) const final {
    return encode(parameters, observe(parameters, pictures).values, {}).mean;
  }
  at::Tensor decode(const Parameters& parameters, const at::Tensor& codes) const final {
    return to_pictures(draw(parameters, decode_values(parameters, codes, {})));
  }

 protected:
  using PictureNetwork::PictureNetwork;
};

/// The network of a preset. `sharpened`: with the details that a fast VAE draws once it has been
/// sharpened; other presets have none. Errors: a preset that is not a VAE.
Result<std::unique_ptr<const Vae>> make_vae(std::string_view preset, std::int64_t latent,
                                            bool sharpened = false);

}  // namespace facet
