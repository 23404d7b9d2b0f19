#include "core/model/report_vae.h"

#include <ATen/ATen.h>

namespace facet {
namespace {

constexpr std::int64_t kFilters = 128;
constexpr int kDownLayers = 5;
constexpr int kUpLayers = 4;
constexpr std::int64_t kLastSide = 2;   ///< of the encoder's last convolution
constexpr std::int64_t kFirstSide = 4;  ///< of the decoder's first convolution
constexpr std::int64_t kFirstChannels = 64;

std::vector<SameConv> make_down(ParameterLayout& layout) {
  std::vector<SameConv> layers;
  for (int i = 0; i < kDownLayers; ++i) {
    layers.emplace_back(layout, "encoder.conv" + std::to_string(i + 1), i == 0 ? 3 : kFilters,
                        kFilters, 2);
  }
  return layers;
}

std::vector<SameConvTranspose> make_up(ParameterLayout& layout) {
  std::vector<SameConvTranspose> layers;
  for (int i = 0; i < kUpLayers; ++i) {
    layers.emplace_back(layout, "decoder.up" + std::to_string(i + 1),
                        i == 0 ? kFirstChannels : kFilters, kFilters);
  }
  return layers;
}

}  // namespace

ReportVae::ReportVae(std::int64_t latent)
    : Vae(latent),
      down_(make_down(layout_)),
      features_(layout_, "encoder.features", kFilters * kLastSide * kLastSide, 2 * latent),
      mean_(layout_, "encoder.mean", 2 * latent, latent),
      log_var_(layout_, "encoder.log_var", 2 * latent, latent),
      seed_(layout_, "decoder.seed", latent, kFirstChannels * kFirstSide * kFirstSide),
      up_(make_up(layout_)),
      picture_(layout_, "decoder.picture", kFilters, 3, 1) {}

Posterior ReportVae::encode(const Parameters& parameters, const at::Tensor& pictures) const {
  at::Tensor x = pictures.to(parameters.type(), false, false, at::MemoryFormat::ChannelsLast);
  for (const SameConv& layer : down_) x = layer(parameters, x).relu();
  x = x.permute({0, 2, 3, 1}).flatten(1);
  const at::Tensor features = features_(parameters, x).sigmoid();
  return {mean_(parameters, features).to(at::kFloat),
          log_var_(parameters, features).to(at::kFloat)};
}

at::Tensor ReportVae::decode_raw(const Parameters& parameters, const at::Tensor& codes) const {
  at::Tensor x = seed_(parameters, codes.to(parameters.type()));
  x = x.view({-1, kFirstSide, kFirstSide, kFirstChannels}).permute({0, 3, 1, 2});
  for (const SameConvTranspose& layer : up_) x = layer(parameters, x).relu();
  return picture_(parameters, x).to(at::kFloat);
}

at::Tensor ReportVae::to_pictures(const at::Tensor& raw) const { return raw.sigmoid(); }

}  // namespace facet
