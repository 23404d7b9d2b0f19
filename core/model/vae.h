#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <memory>
#include <string_view>

#include "core/base/result.h"
#include "core/model/picture_network.h"

namespace facet {

/// What an encoder says about the codes of N pictures: a Gaussian of d independent numbers for
/// each. Both [N,d] fp32.
struct Posterior {
  at::Tensor mean;
  at::Tensor log_var;
};

/// A variational autoencoder.
class Vae : public PictureNetwork {
 public:
  /// Posterior of pictures [N,3,64,64] in [0,1].
  virtual Posterior encode(const Parameters& parameters, const at::Tensor& pictures) const = 0;

  /// Decodes codes [N,d] to [N,3,64,64] before the output is squashed or clamped into [0,1], which
  /// to_pictures() does: losses need the value before it.
  virtual at::Tensor decode_raw(const Parameters& parameters, const at::Tensor& codes) const = 0;

  /// Pictures in [0,1] from what decode_raw() gives.
  virtual at::Tensor to_pictures(const at::Tensor& raw) const = 0;

  at::Tensor encode_mean(const Parameters& parameters, const at::Tensor& pictures) const final {
    return encode(parameters, pictures).mean;
  }
  at::Tensor decode(const Parameters& parameters, const at::Tensor& codes) const final {
    return to_pictures(decode_raw(parameters, codes));
  }

 protected:
  using PictureNetwork::PictureNetwork;
};

/// The network of a preset. `sharpened`: with the details that a fast VAE draws once it has been
/// sharpened; other presets have none. Errors: a preset that is not a VAE.
Result<std::unique_ptr<const Vae>> make_vae(std::string_view preset, std::int64_t latent,
                                            bool sharpened = false);

}  // namespace facet
