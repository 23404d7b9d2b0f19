#include "core/model/fast_vae.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/base/image.h"
#include "core/model/leaky.h"
#include "core/model/patches.h"

namespace facet {
namespace {

constexpr std::int64_t kDetailWidth = 64;
constexpr double kSmall = 0.1;  ///< what bends them starts so much smaller than usual
/// Of the straight lines to the code: a third is left after a minute, a fifth after two.
constexpr double kStraightDecay = 1.3;

}  // namespace

FastVae::Details::Details(ParameterLayout& layout)
    : look_(layout, "decoder.details.look", kPatchNumbers, kDetailWidth, 1,
            he_normal(kPatchNumbers * 9)),
      mix_(layout, "decoder.details.mix", kDetailWidth, kDetailWidth, 1,
           he_normal(kDetailWidth * 9)),
      draw_(layout, "decoder.details.draw", kDetailWidth, kPatchNumbers, 1, Initializer::zero()) {}

at::Tensor FastVae::Details::operator()(const Parameters& parameters,
                                        const at::Tensor& sums) const {
  at::Tensor x = leaky(look_(parameters, to_patches((sums * 2 - 1).to(parameters.type()))));
  x = x + leaky(mix_(parameters, x));
  return from_patches(draw_(parameters, x)).to(at::kFloat);
}

FastVae::FastVae(std::int64_t latent, bool sharpened, const FastVaeSize& size)
    : Vae(latent),
      size_(size),
      components_(layout_, "decoder.picture", size.components),
      straight_in_(layout_.add("encoder.straight.weight", {latent, size.components},
                               Initializer::zero(),
                               /*rate=*/1, kStraightDecay)),
      encoder_(layout_, "encoder", size.components, size.width),
      posterior_(layout_, "encoder.posterior", size.width, 2 * latent,
                 Initializer::normal(kSmall * std::sqrt(0.3 / static_cast<double>(size.width)))),
      straight_out_(
          layout_.add("decoder.straight.weight", {size.components, latent}, Initializer::zero())),
      decoder_(layout_, "decoder", latent, size.width),
      bend_(layout_, "decoder.bend", size.width, size.components,
            Initializer::normal(kSmall / std::sqrt(static_cast<double>(size.width)))),
      flow_(layout_, "flow", latent) {
  if (sharpened) details_.emplace(layout_);
}

void FastVae::initialize(Parameters& parameters, at::Tensor sample, at::Generator generator) const {
  const at::NoGradGuard no_grad;
  parameters.initialize(layout_, generator);
  const PrincipalComponents found = principal_components(sample.permute({0, 2, 3, 1}).flatten(1),
                                                         size_.components, std::move(generator));
  components_.initialize(parameters, found);
  begin_as_linear(parameters, found);
}

// The posterior of probabilistic PCA has the variance s^2 / (variance + s^2) along each component,
// s^2 being what a pixel varies beside the components that have a place in the code.
void FastVae::begin_as_linear(Parameters& parameters, const PrincipalComponents& found) const {
  const std::int64_t kept = std::min(latent(), size_.components);
  parameters[straight_in_].diagonal().narrow(0, 0, kept).fill_(1);
  parameters[straight_out_].diagonal().narrow(0, 0, kept).fill_(1);
  const at::Tensor variances = found.variances.narrow(0, 0, kept);
  const at::Tensor pixel =
      (found.total_variance - variances.sum()).clamp_min(1e-6) / static_cast<double>(kFaceBytes);
  parameters[posterior_.bias()]
      .narrow(0, latent(), kept)
      .copy_((pixel / (variances + pixel)).log());
}

Observation FastVae::observe(const Parameters& parameters, const at::Tensor& pictures) const {
  PictureComponents::Coordinates seen = components_.coordinates(parameters, pictures);
  return {std::move(seen.values), std::move(seen.rest)};
}

Posterior FastVae::encode(const Parameters& parameters, const at::Tensor& values,
                          const Dropout& dropout) const {
  const at::Tensor x = (values / components_.deviations(parameters)).to(parameters.type());
  const at::Tensor y = posterior_(parameters, encoder_(parameters, x, dropout)).to(at::kFloat);
  const at::Tensor straight = at::linear(x, parameters[straight_in_]).to(at::kFloat);
  return {y.narrow(1, 0, latent()) + straight, y.narrow(1, latent(), latent()).clamp(-12, 6)};
}

at::Tensor FastVae::decode_values(const Parameters& parameters, const at::Tensor& codes,
                                  const Dropout& dropout) const {
  const at::Tensor z = codes.to(parameters.type());
  const at::Tensor straight = at::linear(z, parameters[straight_out_]);
  const at::Tensor y = straight + bend_(parameters, decoder_(parameters, z, dropout));
  return y.to(at::kFloat) * components_.deviations(parameters);
}

at::Tensor FastVae::draw(const Parameters& parameters, const at::Tensor& values) const {
  const at::Tensor sums = components_.draw(parameters, values);
  return details_ ? sums + (*details_)(parameters, sums) : sums;
}

at::Tensor FastVae::to_pictures(const at::Tensor& drawn) const { return drawn.clamp(0, 1); }

}  // namespace facet
