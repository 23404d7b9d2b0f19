#include "core/model/fast_gan.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "core/base/image.h"
#include "core/model/gaussian_sampler.h"
#include "core/model/leaky.h"
#include "core/model/patches.h"
#include "core/model/pixel_weights.h"
#include "core/model/principal_components.h"

namespace facet {
namespace {

constexpr std::int64_t kNumbers = static_cast<std::int64_t>(kFaceBytes);
constexpr std::int64_t kComponents = 256;
/// Of the dense layers, for each channel at 32 x 32, were there such a layer.
constexpr std::int64_t kDensePerChannel = 32;
constexpr std::int64_t kPatchWidth = 32;  ///< channels of the discriminator of patches, likewise
constexpr std::int64_t kFirstSide = 4;
constexpr std::int64_t kStraight = 48;   ///< components that follow the latent at the start
constexpr double kComponentsRate = 0.1;  ///< of learning: they are nearly right at the start

/// A normal start that adds little to what is there already.
Initializer small_normal(std::int64_t fan_in) {
  return Initializer::normal(0.1 / std::sqrt(static_cast<double>(fan_in)));
}

constexpr std::int64_t kSeenNumbers = kPatchNumbers + kRoughnessNumbers;

/// What a discriminator sees of pictures: [N,kSeenNumbers,16,16].
at::Tensor seen(const at::Tensor& pictures, at::ScalarType type) {
  return at::cat({to_patches(pictures.to(type)), roughness(pictures).to(type)}, 1);
}

}  // namespace

FastGenerator::FastGenerator(std::int64_t latent, WeightsPtr start, std::int64_t channels)
    : Generator(latent),
      start_(std::move(start)),
      channels_(channels),
      straight_(layout_.add("generator.straight.weight", {kComponents, latent}, Initializer::zero(),
                            kComponentsRate)),
      hidden_(layout_, "generator", latent, kDensePerChannel * channels),
      components_(layout_, "generator.components", kDensePerChannel * channels, kComponents,
                  small_normal(kDensePerChannel * channels), kComponentsRate),
      pictures_(layout_.add("generator.picture.weight", {kNumbers, kComponents},
                            Initializer::zero(), /*rate=*/0)),
      mean_picture_(
          layout_.add("generator.picture.bias", {kNumbers}, Initializer::zero(), /*rate=*/0)),
      seed_(layout_, "generator.seed", kDensePerChannel * channels,
            8 * channels * kFirstSide * kFirstSide, he_normal(kDensePerChannel * channels)),
      up1_(layout_, "generator.up1", 8 * channels, 4 * channels, he_normal(8 * channels * 4)),
      up2_(layout_, "generator.up2", 4 * channels, 2 * channels, he_normal(4 * channels * 4)),
      detail_(layout_, "generator.detail", 2 * channels, kPatchNumbers, 1,
              small_normal(2 * channels * 9)) {}

void FastGenerator::initialize(Parameters& parameters, at::Tensor sample,
                               at::Generator generator) const {
  const at::NoGradGuard no_grad;
  parameters.initialize(layout_, generator);
  if (start_) return begin_as_decoder(parameters);
  const at::Tensor rows = sample.mul_(2).sub_(1).permute({0, 2, 3, 1}).flatten(1);
  const PrincipalComponents components =
      principal_components(rows, kComponents, std::move(generator));
  parameters[pictures_].copy_(components.basis * components.variances.sqrt());
  parameters[mean_picture_].copy_(components.mean);
  parameters[straight_].diagonal().narrow(0, 0, std::min(kStraight, latent())).fill_(1);
}

void FastGenerator::begin_as_decoder(Parameters& parameters) const {
  const auto trained = [&](const std::string& name) { return start_->ema.at("decoder." + name); };
  const std::array<Dense, 3>& hidden = hidden_.layers();
  for (std::size_t i = 0; i < hidden.size(); ++i) {
    const std::string name = "hidden" + std::to_string(i + 1);
    if (i > 0) parameters[hidden[i].weight()].copy_(trained(name + ".weight"));
    parameters[hidden[i].bias()].copy_(trained(name + ".bias"));
  }
  // The VAE's code of z is mean + L z: what reads the code first takes that in.
  const GaussianSampler sampler(start_->latent_mean, start_->latent_covariance);
  const auto from_latent = [&](const at::Tensor& weight, const at::Tensor& value,
                               const at::Tensor& bias) {
    const at::Tensor from_code = weight.to(at::kDouble);
    value.zero_().narrow(1, 0, from_code.size(1)).copy_(at::matmul(from_code, sampler.factor()));
    bias.add_(at::matmul(from_code, sampler.mean()));
  };
  parameters[components_.weight()].copy_(trained("bend.weight"));
  parameters[components_.bias()].copy_(trained("bend.bias"));
  from_latent(trained("hidden1.weight"), parameters[hidden[0].weight()],
              parameters[hidden[0].bias()]);
  from_latent(trained("straight.weight"), parameters[straight_], parameters[components_.bias()]);
  parameters[pictures_].copy_(trained("picture.basis") * trained("picture.deviations")).mul_(2);
  parameters[mean_picture_].copy_(trained("picture.mean")).mul_(2).sub_(1);
}

std::vector<at::Tensor> FastGenerator::begin(const Parameters& parameters,
                                             const at::Tensor& codes) const {
  const at::Tensor z = codes.to(parameters.type());
  const at::Tensor hidden = hidden_(parameters, z);
  const at::Tensor components =
      at::linear(z, parameters[straight_]) + components_(parameters, hidden);
  return {at::linear(components, parameters[pictures_], parameters[mean_picture_]),
          leaky(seed_(parameters, hidden))};
}

at::Tensor FastGenerator::finish(const Parameters& parameters,
                                 const std::vector<at::Tensor>& begun) const {
  const at::Tensor& base = begun[0];
  at::Tensor x = begun[1].view({-1, kFirstSide, kFirstSide, 8 * channels_}).permute({0, 3, 1, 2});
  x = leaky(up1_(parameters, x));
  x = leaky(up2_(parameters, x));
  const at::Tensor detail = smooth(from_patches(detail_(parameters, x))).to(at::kFloat);
  return base.to(at::kFloat).view({-1, kFaceSide, kFaceSide, 3}).permute({0, 3, 1, 2}) + detail;
}

at::Tensor FastGenerator::standardize(const Parameters& parameters,
                                      const at::Tensor& generated) const {
  // The columns are orthogonal, and each is as long as the data vary along it.
  const at::Tensor columns = parameters[pictures_].narrow(1, 0, kStraight).to(at::kFloat);
  const at::Tensor rows =
      generated.permute({0, 2, 3, 1}).flatten(1) - parameters[mean_picture_].to(at::kFloat);
  return at::matmul(rows, columns) / columns.square().sum(0).clamp_min(1e-12);
}

FastDiscriminator::FastDiscriminator(std::int64_t channels)
    : patches_(layout_, "discriminator.patches", kSeenNumbers, 2 * channels, 1,
               he_normal(kSeenNumbers * 9)),
      down1_(layout_, "discriminator.down1", 2 * channels, 4 * channels,
             he_normal(2 * channels * 16)),
      down2_(layout_, "discriminator.down2", 4 * channels, 8 * channels,
             he_normal(4 * channels * 16)),
      output_(layout_, "discriminator.output", 8 * channels * kFirstSide * kFirstSide, 1,
              Initializer::normal(1 / std::sqrt(static_cast<double>(8 * channels * 16)))) {}

at::Tensor FastDiscriminator::logits(const Parameters& parameters,
                                     const at::Tensor& pictures) const {
  at::Tensor x = leaky(patches_(parameters, seen(pictures, parameters.type())));
  x = leaky(down1_(parameters, x));
  x = leaky(down2_(parameters, x));
  return output_(parameters, x.permute({0, 2, 3, 1}).flatten(1)).squeeze(1).to(at::kFloat);
}

PatchDiscriminator::PatchDiscriminator()
    : patches_(layout_, "discriminator.patches", kSeenNumbers, 2 * kPatchWidth, 1,
               he_normal(kSeenNumbers * 9)),
      down_(layout_, "discriminator.down", 2 * kPatchWidth, 4 * kPatchWidth,
            he_normal(2 * kPatchWidth * 16)),
      output_(layout_, "discriminator.output", 4 * kPatchWidth, 1, 1,
              Initializer::normal(1 / std::sqrt(static_cast<double>(4 * kPatchWidth * 9)))) {}

at::Tensor PatchDiscriminator::logits(const Parameters& parameters,
                                      const at::Tensor& pictures) const {
  at::Tensor x = leaky(patches_(parameters, seen(pictures, parameters.type())));
  x = leaky(down_(parameters, x));
  return output_(parameters, x).flatten(1).to(at::kFloat);
}

}  // namespace facet
