#pragma once

#include "core/model/gan.h"
#include "core/model/report_layers.h"

namespace facet {

/// The report's generator, layer by layer as Keras builds it: ReportUp with tanh. 652,163
/// parameters at d = 128.
class ReportGenerator final : public Generator {
 public:
  explicit ReportGenerator(std::int64_t latent);
  at::Tensor finish(const Parameters& parameters,
                    const std::vector<at::Tensor>& begun) const override;

 private:
  ReportUp up_;
};

/// The report's discriminator: ReportDown to one output, whose sigmoid is the chance that a picture
/// is real. 594,433 parameters.
class ReportDiscriminator final : public Discriminator {
 public:
  ReportDiscriminator();
  at::Tensor logits(const Parameters& parameters, const at::Tensor& pictures) const override;

 private:
  ReportDown down_;
};

}  // namespace facet
