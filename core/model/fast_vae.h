#pragma once

#include <vector>

#include "core/model/layers.h"
#include "core/model/vae.h"

namespace facet {

/// A small VAE that shows faces within seconds on a CPU. Encoder: four 4x4 convolutions of stride 2
/// with 32, 64, 128, 256 filters and leaky ReLU, dense to mean and log variance, the latter kept in
/// [-12, 6]. Decoder: dense to 4 x 4 x 256, four 3x3 convolutions each followed by a pixel shuffle
/// (Shi et al. 2016), so that all arithmetic happens at the lower resolution. Output through tanh.
class FastVae final : public Vae {
 public:
  explicit FastVae(std::int64_t latent);
  Posterior encode(const Parameters& parameters, const at::Tensor& pictures) const override;
  at::Tensor decode_raw(const Parameters& parameters, const at::Tensor& codes) const override;
  at::Tensor to_pictures(const at::Tensor& raw) const override;

 private:
  std::vector<Conv> down_;
  Dense posterior_;
  Dense seed_;
  std::vector<Conv> up_;
};

}  // namespace facet
