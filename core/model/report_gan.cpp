#include "core/model/report_gan.h"

#include <ATen/ATen.h>

namespace facet {

ReportGenerator::ReportGenerator(std::int64_t latent)
    : Generator(latent), up_(layout_, "generator", latent) {}

at::Tensor ReportGenerator::finish(const Parameters& parameters,
                                   const std::vector<at::Tensor>& begun) const {
  return up_(parameters, begun.front()).tanh();
}

ReportDiscriminator::ReportDiscriminator() : down_(layout_, "discriminator", 1) {}

at::Tensor ReportDiscriminator::logits(const Parameters& parameters,
                                       const at::Tensor& pictures) const {
  return down_(parameters, pictures).squeeze(1).to(at::kFloat);
}

}  // namespace facet
