#include "core/model/report_vae.h"

#include <ATen/ATen.h>

namespace facet {

ReportVae::ReportVae(std::int64_t latent)
    : Vae(latent),
      encoder_(layout_, "encoder", 2 * latent),
      mean_(layout_, "encoder.mean", 2 * latent, latent),
      log_var_(layout_, "encoder.log_var", 2 * latent, latent),
      decoder_(layout_, "decoder", latent) {}

Posterior ReportVae::encode(const Parameters& parameters, const at::Tensor& values,
                            const Dropout& /*dropout*/) const {
  const at::Tensor features = encoder_(parameters, values).sigmoid();
  return {mean_(parameters, features).to(at::kFloat),
          log_var_(parameters, features).to(at::kFloat)};
}

at::Tensor ReportVae::decode_values(const Parameters& parameters, const at::Tensor& codes,
                                    const Dropout& /*dropout*/) const {
  return decoder_(parameters, codes);
}

at::Tensor ReportVae::to_pictures(const at::Tensor& drawn) const { return drawn.sigmoid(); }

}  // namespace facet
