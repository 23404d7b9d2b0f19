#include "core/model/fast_gan.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/base/image.h"
#include "core/model/patches.h"
#include "core/model/principal_components.h"

namespace facet {
namespace {

constexpr std::int64_t kNumbers = static_cast<std::int64_t>(kFaceBytes);
constexpr std::int64_t kComponents = 256;
constexpr std::int64_t kHidden = 512;
constexpr std::int64_t kWidth = 32;  ///< channels at 32 x 32, were there such a layer
constexpr std::int64_t kFirstSide = 4;
constexpr double kSlope = 0.2;  ///< of the leaky ReLU

// He et al. 2015, for this slope.
Initializer he_normal(std::int64_t fan_in) {
  return Initializer::normal(
      std::sqrt(2.0 / ((1 + kSlope * kSlope) * static_cast<double>(fan_in))));
}

/// A normal start that adds little to what is there already.
Initializer small_normal(std::int64_t fan_in) {
  return Initializer::normal(0.1 / std::sqrt(static_cast<double>(fan_in)));
}

at::Tensor active(const at::Tensor& x) { return at::leaky_relu(x, kSlope); }

}  // namespace

FastGenerator::FastGenerator(std::int64_t latent)
    : Generator(latent),
      straight_(
          layout_.add("generator.straight.weight", {kComponents, latent}, Initializer::zero())),
      hidden1_(layout_, "generator.hidden1", latent, kHidden, he_normal(latent)),
      hidden2_(layout_, "generator.hidden2", kHidden, kHidden, he_normal(kHidden)),
      components_(layout_, "generator.components", kHidden, kComponents, small_normal(kHidden)),
      pictures_(layout_.add("generator.picture.weight", {kNumbers, kComponents},
                            Initializer::zero(), /*rate=*/0)),
      mean_picture_(
          layout_.add("generator.picture.bias", {kNumbers}, Initializer::zero(), /*rate=*/0)),
      seed_(layout_, "generator.seed", kHidden, 8 * kWidth * kFirstSide * kFirstSide,
            he_normal(kHidden)),
      up1_(layout_, "generator.up1", 8 * kWidth, 4 * kWidth, he_normal(8 * kWidth * 4)),
      up2_(layout_, "generator.up2", 4 * kWidth, 2 * kWidth, he_normal(4 * kWidth * 4)),
      detail_(layout_, "generator.detail", 2 * kWidth, kPatchNumbers, 1,
              small_normal(2 * kWidth * 9)) {}

void FastGenerator::initialize(Parameters& parameters, at::Tensor sample,
                               at::Generator generator) const {
  const at::NoGradGuard no_grad;
  parameters.initialize(layout_, generator);
  const at::Tensor rows = sample.mul_(2).sub_(1).permute({0, 2, 3, 1}).flatten(1);
  const PrincipalComponents components =
      principal_components(rows, kComponents, std::move(generator));
  parameters[pictures_].copy_(components.basis * components.variances.sqrt());
  parameters[mean_picture_].copy_(components.mean);
  parameters[straight_].diagonal().fill_(1);
}

at::Tensor FastGenerator::generate(const Parameters& parameters, const at::Tensor& codes) const {
  const at::Tensor z = codes.to(parameters.type());
  at::Tensor hidden = active(hidden1_(parameters, z));
  hidden = hidden + active(hidden2_(parameters, hidden));
  const at::Tensor components =
      at::linear(z, parameters[straight_]) + components_(parameters, hidden);
  const at::Tensor base = at::linear(components, parameters[pictures_], parameters[mean_picture_]);
  at::Tensor x = active(seed_(parameters, hidden))
                     .view({-1, kFirstSide, kFirstSide, 8 * kWidth})
                     .permute({0, 3, 1, 2});
  x = active(up1_(parameters, x));
  x = active(up2_(parameters, x));
  const at::Tensor detail = from_patches(detail_(parameters, x));
  return base.to(at::kFloat).view({-1, kFaceSide, kFaceSide, 3}).permute({0, 3, 1, 2}) + detail;
}

FastDiscriminator::FastDiscriminator()
    : patches_(layout_, "discriminator.patches", kPatchNumbers, 2 * kWidth, 1,
               he_normal(kPatchNumbers * 9)),
      down1_(layout_, "discriminator.down1", 2 * kWidth, 4 * kWidth, he_normal(2 * kWidth * 16)),
      down2_(layout_, "discriminator.down2", 4 * kWidth, 8 * kWidth, he_normal(4 * kWidth * 16)),
      output_(layout_, "discriminator.output", 8 * kWidth * kFirstSide * kFirstSide, 1,
              Initializer::normal(1 / std::sqrt(static_cast<double>(8 * kWidth * 16)))) {}

at::Tensor FastDiscriminator::logits(const Parameters& parameters,
                                     const at::Tensor& pictures) const {
  at::Tensor x = active(patches_(parameters, to_patches(pictures.to(parameters.type()))));
  x = active(down1_(parameters, x));
  x = active(down2_(parameters, x));
  return output_(parameters, x.permute({0, 2, 3, 1}).flatten(1)).squeeze(1).to(at::kFloat);
}

PatchDiscriminator::PatchDiscriminator()
    : patches_(layout_, "discriminator.patches", kPatchNumbers, 2 * kWidth, 1,
               he_normal(kPatchNumbers * 9)),
      down_(layout_, "discriminator.down", 2 * kWidth, 4 * kWidth, he_normal(2 * kWidth * 16)),
      output_(layout_, "discriminator.output", 4 * kWidth, 1, 1,
              Initializer::normal(1 / std::sqrt(static_cast<double>(4 * kWidth * 9)))) {}

at::Tensor PatchDiscriminator::logits(const Parameters& parameters,
                                      const at::Tensor& pictures) const {
  at::Tensor x = active(patches_(parameters, to_patches(pictures.to(parameters.type()))));
  x = active(down_(parameters, x));
  return output_(parameters, x).flatten(1).to(at::kFloat);
}

}  // namespace facet
