#pragma once

#include "core/model/picture_network.h"
#include "core/model/report_layers.h"

namespace facet {

/// The report's plain autoencoder, layer by layer as Keras builds it: ReportDown to a code in
/// (0,1)^d by a sigmoid, ReportUp, sigmoid. 1,901,955 parameters at d = 512. Nothing shapes where
/// the codes lie, so points drawn from N(0,1) decode to noise.
class ReportAe final : public PictureNetwork {
 public:
  explicit ReportAe(std::int64_t latent);
  at::Tensor encode_mean(const Parameters& parameters, const at::Tensor& pictures) const override;
  /// Decodes codes [N,d] to [N,3,64,64] before the sigmoid that gives pictures.
  at::Tensor decode_raw(const Parameters& parameters, const at::Tensor& codes) const;
  at::Tensor decode(const Parameters& parameters, const at::Tensor& codes) const override;

 private:
  ReportDown encoder_;
  ReportUp decoder_;
};

}  // namespace facet
