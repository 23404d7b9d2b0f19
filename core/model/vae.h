#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <memory>
#include <string_view>

#include "core/base/result.h"
#include "core/model/parameters.h"

namespace facet {

/// What an encoder says about the codes of N pictures: a Gaussian of d independent numbers for
/// each. Both [N,d] fp32.
struct Posterior {
  at::Tensor mean;
  at::Tensor log_var;
};

/// A variational autoencoder of 64 x 64 RGB pictures: an architecture without values. It computes
/// with the Parameters it is handed (of its own layout()), in their type; pictures, codes and
/// results are fp32 whatever that type is. Differentiable where gradients are on. Immutable: any
/// thread, as long as the parameters are not written to meanwhile.
class Vae {
 public:
  virtual ~Vae() = default;

  /// Names "encoder.…" and "decoder.…".
  const ParameterLayout& layout() const { return layout_; }
  std::int64_t latent() const { return latent_; }

  /// Initial values of `parameters` (fp32, CPU), before the first step: drawn by `generator`, and
  /// fitted to `sample`, pictures [N,3,64,64] of the training data, where sample_size() asks for
  /// them. Overwrites `sample`: it can be large.
  virtual void initialize(Parameters& parameters, at::Tensor sample, at::Generator generator) const;
  /// How many training pictures initialize() wants at most; 0: none.
  virtual std::int64_t sample_size() const { return 0; }

  /// Posterior of pictures [N,3,64,64] in [0,1].
  virtual Posterior encode(const Parameters& parameters, const at::Tensor& pictures) const = 0;

  /// Decodes codes [N,d] to [N,3,64,64] before the output is squashed or clamped into [0,1], which
  /// to_pictures() does: losses need the value before it.
  virtual at::Tensor decode_raw(const Parameters& parameters, const at::Tensor& codes) const = 0;

  /// Pictures in [0,1] from what decode_raw() gives.
  virtual at::Tensor to_pictures(const at::Tensor& raw) const = 0;

  /// Decodes codes [N,d] to pictures [N,3,64,64] in [0,1].
  at::Tensor decode(const Parameters& parameters, const at::Tensor& codes) const {
    return to_pictures(decode_raw(parameters, codes));
  }

 protected:
  explicit Vae(std::int64_t latent) : latent_(latent) {}
  ParameterLayout layout_;

 private:
  std::int64_t latent_;
};

/// The network of a preset. Errors: a preset that is not a VAE.
Result<std::unique_ptr<const Vae>> make_vae(std::string_view preset, std::int64_t latent);

}  // namespace facet
