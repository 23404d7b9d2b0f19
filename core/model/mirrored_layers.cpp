#include "core/model/mirrored_layers.h"

#include <ATen/ATen.h>

namespace facet {
namespace {

constexpr std::int64_t kSide = 3;
constexpr std::int64_t kColors = 3;

std::size_t add_weight(ParameterLayout& layout, const std::string& name, std::int64_t first,
                       std::int64_t second) {
  return layout.add(name + ".weight", {first, second, kSide, kSide},
                    Initializer::glorot_uniform(kSide * kSide * first, kSide * kSide * second));
}

std::size_t add_bias(ParameterLayout& layout, const std::string& name, std::int64_t out) {
  return layout.add(name + ".bias", {out}, Initializer::zero());
}

}  // namespace

at::Tensor mirrored(const at::Tensor& pictures) { return pictures.flip({2, 3}); }

MirroredHalving::MirroredHalving(ParameterLayout& layout, const std::string& name, std::int64_t in,
                                 std::int64_t out)
    : weight_(add_weight(layout, name, out, in)), bias_(add_bias(layout, name, out)) {}

at::Tensor MirroredHalving::operator()(const Parameters& parameters, const at::Tensor& x) const {
  return at::conv2d(x, weight(parameters), bias(parameters), /*stride=*/2, /*padding=*/1);
}

MirroredDoubling::MirroredDoubling(ParameterLayout& layout, const std::string& name,
                                   std::int64_t in, std::int64_t out)
    : weight_(add_weight(layout, name, in, out)), bias_(add_bias(layout, name, out)) {}

at::Tensor MirroredDoubling::operator()(const Parameters& parameters, const at::Tensor& x) const {
  return at::conv_transpose2d(x, weight(parameters), bias(parameters), /*stride=*/2, /*padding=*/1,
                              /*output_padding=*/1);
}

MirroredPicture::MirroredPicture(ParameterLayout& layout, const std::string& name, std::int64_t in)
    : weight_(add_weight(layout, name, kColors, in)), bias_(add_bias(layout, name, kColors)) {}

at::Tensor MirroredPicture::operator()(const Parameters& parameters, const at::Tensor& x) const {
  return at::conv2d(x, weight(parameters), bias(parameters), /*stride=*/1, /*padding=*/1);
}

}  // namespace facet
