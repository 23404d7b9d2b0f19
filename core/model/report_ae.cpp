#include "core/model/report_ae.h"

#include <ATen/ATen.h>

namespace facet {

ReportAe::ReportAe(std::int64_t latent)
    : PictureNetwork(latent),
      encoder_(layout_, "encoder", latent),
      decoder_(layout_, "decoder", latent) {}

at::Tensor ReportAe::encode_mean(const Parameters& parameters, const at::Tensor& pictures) const {
  return encoder_(parameters, pictures).sigmoid().to(at::kFloat);
}

at::Tensor ReportAe::decode_raw(const Parameters& parameters, const at::Tensor& codes) const {
  return decoder_(parameters, codes);
}

at::Tensor ReportAe::decode(const Parameters& parameters, const at::Tensor& codes) const {
  return decode_raw(parameters, codes).sigmoid();
}

}  // namespace facet
