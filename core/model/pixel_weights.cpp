#include "core/model/pixel_weights.h"

#include <ATen/ATen.h>

#include <algorithm>

#include "core/base/image.h"

namespace facet {
namespace {

constexpr std::int64_t kColors = 3;
constexpr double kLeastDeviation = 0.03;

/// [64,places]: the mean of each `width` pixels of a row, `step` further from place to place; the
/// first ones begin one pixel before the row.
at::Tensor means(std::int64_t places, std::int64_t step, std::int64_t width) {
  constexpr std::int64_t kSide = kFaceSide;
  at::Tensor weights = at::zeros({kSide, places});
  auto* const numbers = weights.mutable_data_ptr<float>();
  for (std::int64_t place = 0; place < places; ++place) {
    const std::int64_t first = place * step - 1;
    const std::int64_t from = std::max<std::int64_t>(first, 0);
    const std::int64_t end = std::min(first + width, kSide);
    for (std::int64_t pixel = from; pixel < end; ++pixel) {
      numbers[pixel * places + place] = 1.0F / static_cast<float>(end - from);
    }
  }
  return weights;
}

/// Weighs along both directions: [N,3,64,64] to [N,3,n,n] by [64,n].
at::Tensor weigh(const at::Tensor& pictures, const at::Tensor& weights) {
  const std::int64_t side = weights.size(1);
  const at::Tensor own = weights.to(pictures.options());
  const at::Tensor rows = at::matmul(own.t(), pictures.permute({0, 2, 3, 1}).flatten(2));
  return at::matmul(rows, at::kron(own, at::eye(kColors, own.options())))
      .view({-1, side, side, kColors})
      .permute({0, 3, 1, 2});
}

}  // namespace

at::Tensor smooth(const at::Tensor& pictures) {
  const at::Tensor twos = means(kFaceSide + 1, /*step=*/1, /*width=*/2);
  // Each pixel is the mean of those at both its sides.
  return weigh(pictures, (twos.narrow(1, 0, kFaceSide) + twos.narrow(1, 1, kFaceSide)) / 2);
}

at::Tensor roughness(const at::Tensor& pictures) {
  const at::Tensor threes = means(kFaceSide / 2, /*step=*/2, /*width=*/3);
  const at::Tensor mean = weigh(pictures, threes);
  const at::Tensor variance = weigh(pictures.square(), threes) - mean.square();
  const at::Tensor deviation = (variance.clamp_min(0) + kLeastDeviation * kLeastDeviation).sqrt();
  return at::pixel_unshuffle(deviation, 2).contiguous(at::MemoryFormat::ChannelsLast);
}

}  // namespace facet
