#pragma once

#include <ATen/core/Generator.h>
#include <ATen/core/Tensor.h>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "core/base/result.h"
#include "core/model/code_flow.h"
#include "core/model/parameters.h"

namespace facet {

/// A network that draws 64 x 64 RGB pictures from codes, and can find the code of a picture where
/// it has an encoder: an architecture without values. It computes with the Parameters it is handed
/// (of its own layout()), in their type; pictures, codes and results are fp32 whatever that type
/// is. Differentiable where gradients are on. Immutable: any thread, as long as the parameters are
/// not written to meanwhile.
class PictureNetwork {
 public:
  virtual ~PictureNetwork() = default;

  /// Names "encoder.…", "decoder.…" and "flow.…", or "generator.…".
  const ParameterLayout& layout() const { return layout_; }
  std::int64_t latent() const { return latent_; }

  /// Initial values of `parameters` (fp32, CPU), before the first step: drawn by `generator`, and
  /// fitted to `sample`, pictures [N,3,64,64] of the training data, where sample_size() asks for
  /// them. Overwrites `sample`: it can be large.
  virtual void initialize(Parameters& parameters, at::Tensor sample, at::Generator generator) const;
  /// How many training pictures initialize() wants at most; 0: none.
  virtual std::int64_t sample_size() const { return 0; }

  virtual bool has_encoder() const { return true; }
  /// The codes [N,d] that stand for pictures [N,3,64,64] in [0,1]. Only where there is an encoder.
  virtual at::Tensor encode_mean(const Parameters& parameters,
                                 const at::Tensor& pictures) const = 0;
  /// Whether drawing a single face reads every weight for one product: dense layers alone.
  virtual bool is_dense() const { return false; }
  /// What carries z to codes; null where the preset has none.
  virtual const CodeFlow* flow() const { return nullptr; }
  /// Decodes codes [N,d] to pictures [N,3,64,64] in [0,1].
  virtual at::Tensor decode(const Parameters& parameters, const at::Tensor& codes) const = 0;

 protected:
  explicit PictureNetwork(std::int64_t latent) : latent_(latent) {}
  ParameterLayout layout_;

 private:
  std::int64_t latent_;
};

/// The drawing network of a preset; `sharpened` as for make_vae(). Errors: a preset that this
/// version does not know.
Result<std::unique_ptr<const PictureNetwork>> make_network(std::string_view preset,
                                                           std::int64_t latent,
                                                           bool sharpened = false);

/// Whether values, named as in a checkpoint with `prefix` before each, are those of a sharpened
/// network.
bool are_sharpened(const TensorMap& values, const std::string& prefix = "");

}  // namespace facet
