#pragma once

#include <vector>

#include "core/model/layers.h"
#include "core/model/vae.h"

namespace facet {

/// The report's VAE, layer by layer as Keras builds it. Encoder: five 3x3 convolutions of stride 2
/// with 128 filters and ReLU (64 -> 2), flattened with the channels last, dense to 2d with sigmoid,
/// dense heads for mean and log variance. Decoder: dense to 4 x 4 x 64 (channels last), four 3x3
/// transposed convolutions of stride 2 with 128 filters and ReLU (4 -> 64), 3x3 convolution to RGB,
/// sigmoid. 1,262,723 parameters at d = 64. Initial weights Glorot uniform, biases zero.
class ReportVae final : public Vae {
 public:
  explicit ReportVae(std::int64_t latent);
  Posterior encode(const Parameters& parameters, const at::Tensor& pictures) const override;
  at::Tensor decode_raw(const Parameters& parameters, const at::Tensor& codes) const override;
  at::Tensor to_pictures(const at::Tensor& raw) const override;

 private:
  std::vector<SameConv> down_;
  Dense features_;
  Dense mean_;
  Dense log_var_;
  Dense seed_;
  std::vector<SameConvTranspose> up_;
  SameConv picture_;
};

}  // namespace facet
