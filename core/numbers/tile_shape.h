#pragma once

#include <ATen/core/Tensor.h>

namespace facet {

/// How strokes are written, measured on tiles: [n] fp32 each.
struct TileShapes {
  /// Width of the strokes in pixels: twice the ink by the length of its outline (a long stroke of
  /// width w and length l has the ink w l and the outline 2 l).
  at::Tensor thickness;
  /// Lean of the ink to the right in degrees, from its second moments as MNIST is deskewed.
  at::Tensor slant;
};

/// Of tiles [n,28,28] uint8. A tile without ink has neither: zeros. Any thread.
TileShapes measure_tile_shapes(const at::Tensor& tiles);

}  // namespace facet
