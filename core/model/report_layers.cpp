#include "core/model/report_layers.h"

#include <ATen/ATen.h>

#include "core/kernels/convolution_stack.h"

namespace facet {
namespace {

constexpr std::int64_t kFilters = 128;
constexpr int kDownLayers = 5;
constexpr int kUpLayers = 4;
constexpr std::int64_t kLastSide = 2;   ///< of the last convolution going down
constexpr std::int64_t kFirstSide = 4;  ///< of the first convolution going up
constexpr std::int64_t kFirstChannels = 64;

std::vector<MirroredHalving> make_down(ParameterLayout& layout, const std::string& name) {
  std::vector<MirroredHalving> layers;
  layers.reserve(kDownLayers);
  for (int i = 0; i < kDownLayers; ++i) {
    layers.emplace_back(layout, name + ".conv" + std::to_string(i + 1), i == 0 ? 3 : kFilters,
                        kFilters);
  }
  return layers;
}

std::vector<MirroredDoubling> make_up(ParameterLayout& layout, const std::string& name) {
  std::vector<MirroredDoubling> layers;
  layers.reserve(kUpLayers);
  for (int i = 0; i < kUpLayers; ++i) {
    layers.emplace_back(layout, name + ".up" + std::to_string(i + 1),
                        i == 0 ? kFirstChannels : kFilters, kFilters);
  }
  return layers;
}

/// The weights of some layers, one after another.
struct Stack {
  std::vector<at::Tensor> weights, biases;

  template <typename Layer>
  void add(const Parameters& parameters, const Layer& layer) {
    weights.push_back(layer.weight(parameters));
    biases.push_back(layer.bias(parameters));
  }
};

}  // namespace

ReportDown::ReportDown(ParameterLayout& layout, const std::string& name, std::int64_t out)
    : convolutions_(make_down(layout, name)),
      features_(layout, name + ".features", kFilters * kLastSide * kLastSide, out) {}

at::Tensor ReportDown::operator()(const Parameters& parameters, const at::Tensor& pictures) const {
  Stack stack;
  for (const MirroredHalving& layer : convolutions_) stack.add(parameters, layer);
  at::Tensor x;
  if (can_stack(stack.weights)) {
    x = stacked_halvings(pictures, stack.weights, stack.biases);
  } else {
    x = mirrored(pictures).to(parameters.type(), false, false, at::MemoryFormat::ChannelsLast);
    for (const MirroredHalving& layer : convolutions_) x = layer(parameters, x).relu_();
    x = mirrored(x);
  }
  return features_(parameters, x.permute({0, 2, 3, 1}).flatten(1));
}

ReportUp::ReportUp(ParameterLayout& layout, const std::string& name, std::int64_t latent)
    : seed_(layout, name + ".seed", latent, kFirstChannels * kFirstSide * kFirstSide),
      convolutions_(make_up(layout, name)),
      picture_(layout, name + ".picture", kFilters) {}

at::Tensor ReportUp::operator()(const Parameters& parameters, const at::Tensor& codes) const {
  at::Tensor x = seed_(parameters, codes.to(parameters.type()));
  x = x.view({-1, kFirstSide, kFirstSide, kFirstChannels}).permute({0, 3, 1, 2});
  Stack stack;
  for (const MirroredDoubling& layer : convolutions_) stack.add(parameters, layer);
  stack.add(parameters, picture_);
  if (can_stack(stack.weights)) return stacked_doublings(x, stack.weights, stack.biases);
  x = mirrored(x);
  for (const MirroredDoubling& layer : convolutions_) x = layer(parameters, x).relu_();
  return mirrored(picture_(parameters, x)).to(at::kFloat);
}

}  // namespace facet
