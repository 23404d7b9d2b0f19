#include "core/numbers/tile_shape.h"

#include <ATen/ATen.h>
#include <doctest/doctest.h>

namespace facet {
namespace {

/// A stroke from the bottom to the top, so wide, going so many columns to the right on its way.
at::Tensor stroke(int width, int lean) {
  at::Tensor tile = at::zeros({28, 28}, at::kByte);
  for (int y = 4; y < 24; ++y) {
    const int left = 14 - width / 2 + lean * (14 - y) / 20;
    tile[y].narrow(0, left, width).fill_(255);
  }
  return tile;
}

TEST_CASE("strokes are measured by their width and their lean") {
  const TileShapes shapes = measure_tile_shapes(at::stack(
      {stroke(2, 0), stroke(4, 0), stroke(4, 8), stroke(4, -8), at::zeros({28, 28}, at::kByte)}));
  const auto thickness = [&](int i) { return shapes.thickness[i].item<double>(); };
  const auto slant = [&](int i) { return shapes.slant[i].item<double>(); };
  CHECK(thickness(0) == doctest::Approx(2).epsilon(0.15));
  CHECK(thickness(1) == doctest::Approx(4).epsilon(0.2));
  CHECK(slant(1) == doctest::Approx(0));
  CHECK(slant(2) == doctest::Approx(21.8).epsilon(0.15));
  CHECK(slant(3) == doctest::Approx(-21.8).epsilon(0.15));
  CHECK(thickness(4) == 0);
  CHECK(slant(4) == 0);
}

}  // namespace
}  // namespace facet
