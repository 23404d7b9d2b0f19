#pragma once

#include <array>
#include <cstdint>
#include <vector>

namespace facet {

/// A square convolution between a large picture and a small one, `stride` times narrower:
/// small(y,x) = the sum over ky, kx of large(stride y + ky - padding, stride x + kx - padding)
/// weight(.,.,ky,kx), 0 outside. Its transpose goes from the small to the large one with the same
/// weights [small channels,large channels,kernel,kernel], and is its gradient.
struct ConvolutionShape {
  std::int64_t kernel;
  std::int64_t stride;
  std::int64_t padding;

  std::int64_t taps() const { return kernel * kernel; }
};

enum class LayerDirection { kDown, kUp };

/// A pixel that another one takes in, and which of the weights it meets, ky * kernel + kx.
struct Tap {
  std::int64_t pixel;
  std::int64_t weight;
};

/// One pixel of what a convolution makes, or two that take in pixels by the same weights: products
/// of matrices are fastest for both at once.
struct PixelPair {
  std::array<std::int64_t, 2> made;
  std::int64_t count;     ///< 1 or 2
  std::int64_t move;      ///< from a pixel that the first one takes in to the second one's
  std::vector<Tap> taps;  ///< of the first, those inside its picture alone
};

/// All pixels that a convolution, or its transpose, makes in a picture; pixels are counted row by
/// row.
std::vector<PixelPair> pair_pixels(const ConvolutionShape& shape, LayerDirection direction,
                                   std::int64_t small_side);

}  // namespace facet
