#include "core/model/fast_vae.h"

#include <ATen/ATen.h>

#include <array>
#include <cmath>

namespace facet {
namespace {

constexpr std::array<std::int64_t, 5> kDownChannels = {3, 32, 64, 128, 256};
constexpr std::array<std::int64_t, 5> kUpChannels = {256, 128, 64, 32, 3};
constexpr std::int64_t kSmallestSide = 4;
constexpr double kSlope = 0.2;
const double kGain = std::sqrt(2.0 / (1 + kSlope * kSlope));

std::vector<Conv> make_down(ParameterLayout& layout) {
  std::vector<Conv> layers;
  for (std::size_t i = 0; i + 1 < kDownChannels.size(); ++i) {
    const Conv::Shape shape{kDownChannels[i], kDownChannels[i + 1], 4, 2, 1};
    layers.emplace_back(layout, "encoder.conv" + std::to_string(i + 1), shape,
                        Initializer::he_normal(16 * shape.in, kGain));
  }
  return layers;
}

std::vector<Conv> make_up(ParameterLayout& layout) {
  std::vector<Conv> layers;
  for (std::size_t i = 0; i + 1 < kUpChannels.size(); ++i) {
    const Conv::Shape shape{kUpChannels[i], 4 * kUpChannels[i + 1], 3, 1, 1};
    Initializer start = Initializer::he_normal(9 * shape.in, kGain);
    start.repeat = 4;
    layers.emplace_back(layout, "decoder.up" + std::to_string(i + 1), shape, start);
  }
  return layers;
}

}  // namespace

FastVae::FastVae(std::int64_t latent)
    : Vae(latent),
      down_(make_down(layout_)),
      posterior_(layout_, "encoder.posterior", kDownChannels.back() * kSmallestSide * kSmallestSide,
                 2 * latent),
      seed_(layout_, "decoder.seed", latent, kUpChannels.front() * kSmallestSide * kSmallestSide),
      up_(make_up(layout_)) {}

Posterior FastVae::encode(const Parameters& parameters, const at::Tensor& pictures) const {
  at::Tensor x =
      (pictures * 2 - 1).to(parameters.type(), false, false, at::MemoryFormat::ChannelsLast);
  for (const Conv& layer : down_) x = at::leaky_relu(layer(parameters, x), kSlope);
  x = posterior_(parameters, x.permute({0, 2, 3, 1}).flatten(1)).to(at::kFloat);
  return {x.narrow(1, 0, latent()), x.narrow(1, latent(), latent()).clamp(-12, 6)};
}

at::Tensor FastVae::decode_raw(const Parameters& parameters, const at::Tensor& codes) const {
  at::Tensor x = at::leaky_relu(seed_(parameters, codes.to(parameters.type())), kSlope);
  x = x.view({-1, kSmallestSide, kSmallestSide, kUpChannels.front()}).permute({0, 3, 1, 2});
  for (std::size_t i = 0; i < up_.size(); ++i) {
    x = at::pixel_shuffle(up_[i](parameters, x), 2);
    if (i + 1 < up_.size()) x = at::leaky_relu(x, kSlope);
  }
  return x.to(at::kFloat);
}

at::Tensor FastVae::to_pictures(const at::Tensor& raw) const { return raw.tanh() * 0.5 + 0.5; }

}  // namespace facet
