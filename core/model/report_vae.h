#pragma once

#include "core/model/report_layers.h"
#include "core/model/vae.h"

namespace facet {

/// The report's VAE, layer by layer as Keras builds it. Encoder: ReportDown to 2d with sigmoid,
/// dense heads for mean and log variance. Decoder: ReportUp, sigmoid. 1,262,723 parameters at
/// d = 64. Initial weights Glorot uniform, biases zero.
class ReportVae final : public Vae {
 public:
  explicit ReportVae(std::int64_t latent);
  Posterior encode(const Parameters& parameters, const at::Tensor& values,
                   const Dropout& dropout) const override;
  at::Tensor decode_values(const Parameters& parameters, const at::Tensor& codes,
                           const Dropout& dropout) const override;
  at::Tensor to_pictures(const at::Tensor& drawn) const override;

 private:
  ReportDown encoder_;
  Dense mean_;
  Dense log_var_;
  ReportUp decoder_;
};

}  // namespace facet
