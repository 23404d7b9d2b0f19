#include "core/model/mirrored_layers.h"

#include <ATen/ATen.h>

namespace facet {
namespace {

constexpr std::int64_t kSide = 3;
constexpr std::int64_t kColors = 3;

}  // namespace

at::Tensor mirrored(const at::Tensor& pictures) { return pictures.flip({2, 3}); }

MirroredLayer::MirroredLayer(ParameterLayout& layout, const std::string& name, std::int64_t first,
                             std::int64_t second, std::int64_t out)
    : weight_(
          layout.add(name + ".weight", {first, second, kSide, kSide},
                     Initializer::glorot_uniform(kSide * kSide * first, kSide * kSide * second))),
      bias_(layout.add(name + ".bias", {out}, Initializer::zero())) {}

MirroredHalving::MirroredHalving(ParameterLayout& layout, const std::string& name, std::int64_t in,
                                 std::int64_t out)
    : MirroredLayer(layout, name, out, in, out) {}

at::Tensor MirroredHalving::operator()(const Parameters& parameters, const at::Tensor& x) const {
  return at::conv2d(x, turned_weight(parameters), bias(parameters), /*stride=*/2, /*padding=*/1);
}

MirroredDoubling::MirroredDoubling(ParameterLayout& layout, const std::string& name,
                                   std::int64_t in, std::int64_t out)
    : MirroredLayer(layout, name, in, out, out) {}

at::Tensor MirroredDoubling::operator()(const Parameters& parameters, const at::Tensor& x) const {
  return at::conv_transpose2d(x, turned_weight(parameters), bias(parameters), /*stride=*/2,
                              /*padding=*/1,
                              /*output_padding=*/1);
}

MirroredPicture::MirroredPicture(ParameterLayout& layout, const std::string& name, std::int64_t in)
    : MirroredLayer(layout, name, kColors, in, kColors) {}

at::Tensor MirroredPicture::operator()(const Parameters& parameters, const at::Tensor& x) const {
  return at::conv2d(x, turned_weight(parameters), bias(parameters), /*stride=*/1, /*padding=*/1);
}

}  // namespace facet
