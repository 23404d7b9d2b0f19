#include "core/model/gan.h"

#include <ATen/ATen.h>

#include <cassert>
#include <string>
#include <utility>

#include "core/model/fast_gan.h"
#include "core/model/report_gan.h"

namespace facet {
namespace {

constexpr std::int64_t kGpuChannels = 128;

bool is_report_gan(std::string_view preset) {
  return preset == "report-gan" || preset == "report-gan-notebook";
}

Error unknown_gan(std::string_view preset) {
  return {ErrorCode::kBadInput,
          "this version knows no generative adversarial network of that name; use another preset "
          "or a newer Facet",
          std::string(preset)};
}

}  // namespace

std::vector<at::Tensor> Generator::begin(const Parameters&, const at::Tensor& codes) const {
  return {codes};
}

at::Tensor Generator::standardize(const Parameters&, const at::Tensor&) const { return {}; }

at::Tensor Generator::encode_mean(const Parameters&, const at::Tensor&) const {
  assert(false);
  return {};
}

at::Tensor Generator::decode(const Parameters& parameters, const at::Tensor& codes) const {
  return generate(parameters, codes).add(1).mul(0.5).clamp(0, 1);
}

Result<std::unique_ptr<const Generator>> make_generator(std::string_view preset,
                                                        std::int64_t latent, WeightsPtr start) {
  using Made = std::unique_ptr<const Generator>;
  if (is_report_gan(preset)) return Made(std::make_unique<ReportGenerator>(latent));
  if (preset == "fast-gan") return Made(std::make_unique<FastGenerator>(latent, std::move(start)));
  if (preset == "gpu-gan") {
    return Made(std::make_unique<FastGenerator>(latent, nullptr, kGpuChannels));
  }
  return unknown_gan(preset);
}

Result<std::unique_ptr<const Discriminator>> make_discriminator(std::string_view preset) {
  using Made = std::unique_ptr<const Discriminator>;
  if (is_report_gan(preset)) return Made(std::make_unique<ReportDiscriminator>());
  if (preset == "fast-gan") return Made(std::make_unique<FastDiscriminator>());
  if (preset == "gpu-gan") return Made(std::make_unique<FastDiscriminator>(kGpuChannels));
  return unknown_gan(preset);
}

}  // namespace facet
