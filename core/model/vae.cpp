#include "core/model/vae.h"

#include <string>
#include <utility>

#include "core/model/fast_vae.h"
#include "core/model/report_vae.h"

namespace facet {
namespace {

constexpr FastVaeSize kGpuVae = {.components = 512, .width = 2048};

}  // namespace

Observation Vae::observe(const Parameters& /*parameters*/, const at::Tensor& pictures) const {
  return {pictures};
}

at::Tensor Vae::draw(const Parameters& /*parameters*/, const at::Tensor& values) const {
  return values;
}

Result<std::unique_ptr<const Vae>> make_vae(std::string_view preset, std::int64_t latent,
                                            bool sharpened) {
  if (preset == "report-vae")
    return std::unique_ptr<const Vae>(std::make_unique<ReportVae>(latent));
  if (preset == "fast-vae")
    return std::unique_ptr<const Vae>(std::make_unique<FastVae>(latent, sharpened));
  if (preset == "gpu-vae")
    return std::unique_ptr<const Vae>(std::make_unique<FastVae>(latent, sharpened, kGpuVae));
  std::string name(preset);
  return Error{
      ErrorCode::kBadInput,
      "this version knows no variational autoencoder of that name; use another preset or a "
      "newer Facet",
      std::move(name)};
}

}  // namespace facet
