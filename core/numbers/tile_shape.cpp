#include "core/numbers/tile_shape.h"

#include <ATen/ATen.h>

#include <numbers>

#include "core/numbers/glyph_set.h"

namespace facet {
namespace {

constexpr double kLeastInk = 1;

at::Tensor sum_of(const at::Tensor& tiles) { return tiles.sum({1, 2}); }

}  // namespace

TileShapes measure_tile_shapes(const at::Tensor& tiles) {
  const at::Tensor ink = at::constant_pad_nd(tiles_to_float(tiles), {1, 1, 1, 1});
  const std::int64_t side = ink.size(1) - 1;
  const at::Tensor here = ink.narrow(1, 0, side).narrow(2, 0, side);
  const at::Tensor across = ink.narrow(1, 0, side).narrow(2, 1, side) - here;
  const at::Tensor down = ink.narrow(1, 1, side).narrow(2, 0, side) - here;
  const at::Tensor outline = sum_of((across.square() + down.square()).sqrt());
  const at::Tensor mass = sum_of(ink);

  const at::Tensor places = at::arange(side + 1, at::kFloat);
  const at::Tensor safe = mass.clamp_min(kLeastInk);
  const at::Tensor x =
      places.view({1, 1, -1}) - (sum_of(ink * places.view({1, 1, -1})) / safe).view({-1, 1, 1});
  const at::Tensor y =
      places.view({1, -1, 1}) - (sum_of(ink * places.view({1, -1, 1})) / safe).view({-1, 1, 1});
  const at::Tensor shear = sum_of(ink * x * y) / sum_of(ink * y.square()).clamp_min(kLeastInk);
  const at::Tensor has_ink = mass.gt(kLeastInk).to(at::kFloat);
  return {2 * mass / outline.clamp_min(kLeastInk) * has_ink,
          // Down is positive, so ink that leans to the right has a negative shear.
          -shear.atan() * (180 / std::numbers::pi) * has_ink};
}

}  // namespace facet
