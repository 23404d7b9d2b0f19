#include "core/model/picture_network.h"

#include <string>
#include <utility>

#include "core/base/preset.h"
#include "core/model/gan.h"
#include "core/model/report_ae.h"
#include "core/model/vae.h"

namespace facet {
namespace {

using Made = Result<std::unique_ptr<const PictureNetwork>>;

template <typename Network>
Made as_network(Result<std::unique_ptr<const Network>> made) {
  if (!made) return made.error();
  return std::unique_ptr<const PictureNetwork>(*std::move(made));
}

}  // namespace

void PictureNetwork::initialize(Parameters& parameters, at::Tensor /*sample*/,
                                at::Generator generator) const {
  parameters.initialize(layout_, std::move(generator));
}

Made make_network(std::string_view preset, std::int64_t latent, bool sharpened) {
  switch (model_kind(preset)) {
    case ModelKind::kVae:
      return as_network(make_vae(preset, latent, sharpened));
    case ModelKind::kAe:
      return std::unique_ptr<const PictureNetwork>(std::make_unique<ReportAe>(latent));
    case ModelKind::kGan:
      return as_network(make_generator(preset, latent));
  }
  return as_network(make_vae(preset, latent, sharpened));
}

bool are_sharpened(const TensorMap& values, const std::string& prefix) {
  return values.contains(prefix + "decoder.details.draw.weight");
}

}  // namespace facet
