#include "core/model/fast_vae.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>

#include <cmath>
#include <utility>

#include "core/base/image.h"
#include "core/model/patches.h"
#include "core/model/principal_components.h"

namespace facet {
namespace {

constexpr std::int64_t kNumbers = static_cast<std::int64_t>(kFaceBytes);
constexpr std::int64_t kComponents = 256;
constexpr std::int64_t kWidth = 1024;
constexpr std::int64_t kDetailWidth = 64;
constexpr double kSlope = 0.2;           ///< of the leaky ReLU
constexpr double kComponentsRate = 0.1;  ///< the principal components are nearly right at the start
constexpr double kFirstLogVar = -3;

// He et al. 2015, for this slope.
double he_deviation(std::int64_t fan_in) {
  return std::sqrt(2.0 / ((1 + kSlope * kSlope) * static_cast<double>(fan_in)));
}

Initializer residual_start() { return Initializer::normal(0.5 * he_deviation(kWidth)); }

}  // namespace

FastVae::Hidden::Hidden(ParameterLayout& layout, const std::string& name, std::int64_t in)
    : layers_{Dense(layout, name + ".hidden1", in, kWidth, Initializer::normal(he_deviation(in))),
              Dense(layout, name + ".hidden2", kWidth, kWidth, residual_start()),
              Dense(layout, name + ".hidden3", kWidth, kWidth, residual_start())} {}

at::Tensor FastVae::Hidden::operator()(const Parameters& parameters, at::Tensor x) const {
  x = at::leaky_relu(layers_[0](parameters, x), kSlope);
  x = x + at::leaky_relu(layers_[1](parameters, x), kSlope);
  return x + at::leaky_relu(layers_[2](parameters, x), kSlope);
}

FastVae::Details::Details(ParameterLayout& layout)
    : look_(layout, "decoder.details.look", kPatchNumbers, kDetailWidth, 1,
            Initializer::normal(he_deviation(kPatchNumbers * 9))),
      mix_(layout, "decoder.details.mix", kDetailWidth, kDetailWidth, 1,
           Initializer::normal(he_deviation(kDetailWidth * 9))),
      draw_(layout, "decoder.details.draw", kDetailWidth, kPatchNumbers, 1, Initializer::zero()) {}

at::Tensor FastVae::Details::operator()(const Parameters& parameters,
                                        const at::Tensor& sums) const {
  at::Tensor x = at::leaky_relu(look_(parameters, to_patches(sums * 2 - 1)), kSlope);
  x = x + at::leaky_relu(mix_(parameters, x), kSlope);
  return from_patches(draw_(parameters, x));
}

FastVae::FastVae(std::int64_t latent, bool sharpened)
    : Vae(latent),
      center_(layout_.add("encoder.center", {kNumbers}, Initializer::zero(), /*rate=*/0)),
      projection_(layout_.add("encoder.projection.weight", {kComponents, kNumbers},
                              Initializer::zero(), kComponentsRate)),
      encoder_(layout_, "encoder", kComponents),
      posterior_(layout_, "encoder.posterior", kWidth, 2 * latent,
                 Initializer::normal(std::sqrt(0.3 / kWidth))),
      decoder_(layout_, "decoder", latent),
      components_(layout_, "decoder.components", kWidth, kComponents,
                  Initializer::normal(0.1 / std::sqrt(kWidth))),
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
