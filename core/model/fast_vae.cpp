#include "core/model/fast_vae.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>

#include <cmath>
#include <utility>

#include "core/base/image.h"
#include "core/model/leaky.h"
#include "core/model/patches.h"
#include "core/model/principal_components.h"

namespace facet {
namespace {

constexpr std::int64_t kNumbers = static_cast<std::int64_t>(kFaceBytes);
constexpr std::int64_t kComponents = 256;
constexpr std::int64_t kDetailWidth = 64;
constexpr double kComponentsRate = 0.1;  ///< the principal components are nearly right at the start
constexpr double kFirstLogVar = -3;

}  // namespace

FastVae::Details::Details(ParameterLayout& layout)
    : look_(layout, "decoder.details.look", kPatchNumbers, kDetailWidth, 1,
            he_normal(kPatchNumbers * 9)),
      mix_(layout, "decoder.details.mix", kDetailWidth, kDetailWidth, 1,
           he_normal(kDetailWidth * 9)),
      draw_(layout, "decoder.details.draw", kDetailWidth, kPatchNumbers, 1, Initializer::zero()) {}

at::Tensor FastVae::Details::operator()(const Parameters& parameters,
                                        const at::Tensor& sums) const {
  at::Tensor x = leaky(look_(parameters, to_patches(sums * 2 - 1)));
  x = x + leaky(mix_(parameters, x));
  return from_patches(draw_(parameters, x));
}

FastVae::FastVae(std::int64_t latent, bool sharpened)
    : Vae(latent),
      center_(layout_.add("encoder.center", {kNumbers}, Initializer::zero(), /*rate=*/0)),
      projection_(layout_.add("encoder.projection.weight", {kComponents, kNumbers},
                              Initializer::zero(), kComponentsRate)),
      encoder_(layout_, "encoder", kComponents),
      posterior_(layout_, "encoder.posterior", ResidualDense::kWidth, 2 * latent,
                 Initializer::normal(std::sqrt(0.3 / ResidualDense::kWidth))),
      decoder_(layout_, "decoder", latent),
      components_(layout_, "decoder.components", ResidualDense::kWidth, kComponents,
                  Initializer::normal(0.1 / std::sqrt(ResidualDense::kWidth))),
      pictures_(layout_.add("decoder.picture.weight", {kNumbers, kComponents}, Initializer::zero(),
                            kComponentsRate)),
      mean_picture_(layout_.add("decoder.picture.bias", {kNumbers}, Initializer::zero())) {
  if (sharpened) details_.emplace(layout_);
}

void FastVae::initialize(Parameters& parameters, at::Tensor sample, at::Generator generator) const {
  const at::NoGradGuard no_grad;
  parameters.initialize(layout_, generator);
  parameters[posterior_.weight()].narrow(0, latent(), latent()).mul_(0.1);
  parameters[posterior_.bias()].narrow(0, latent(), latent()).fill_(kFirstLogVar);

  const at::Tensor rows = sample.permute({0, 2, 3, 1}).flatten(1);
  const PrincipalComponents components =
      principal_components(rows, kComponents, std::move(generator));
  const at::Tensor deviations = components.variances.sqrt();
  parameters[center_].copy_(components.mean);
  parameters[projection_].copy_((components.basis / deviations).t());
  parameters[pictures_].copy_(components.basis * deviations);
  parameters[mean_picture_].copy_(components.mean);
}

Posterior FastVae::encode(const Parameters& parameters, const at::Tensor& pictures) const {
  // The difference is taken in fp32: in bf16 it would lose what distinguishes faces.
  at::Tensor x = pictures.permute({0, 2, 3, 1}).flatten(1) - parameters[center_].to(at::kFloat);
  x = at::linear(x.to(parameters.type()), parameters[projection_]);
  x = posterior_(parameters, encoder_(parameters, x)).to(at::kFloat);
  return {x.narrow(1, 0, latent()), x.narrow(1, latent(), latent()).clamp(-12, 6)};
}

at::Tensor FastVae::decode_raw(const Parameters& parameters, const at::Tensor& codes) const {
  const at::Tensor x = decoder_(parameters, codes.to(parameters.type()));
  const at::Tensor sums =
      at::linear(components_(parameters, x), parameters[pictures_], parameters[mean_picture_])
          .view({-1, kFaceSide, kFaceSide, 3})
          .permute({0, 3, 1, 2});
  const at::Tensor pictures = sums.to(at::kFloat);
  return details_ ? pictures + (*details_)(parameters, sums) : pictures;
}

at::Tensor FastVae::to_pictures(const at::Tensor& raw) const { return raw.clamp(0, 1); }

}  // namespace facet
