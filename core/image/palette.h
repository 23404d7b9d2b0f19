#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "core/base/image.h"

namespace facet {

/// A colour of 8 bits a channel.
using Rgb = std::array<std::uint8_t, 3>;

/// Up to `limit` (1 to 256) colours that serve all of the RGB images well: Wu-style splitting of
/// the box with the largest variance at its mean, then three rounds of k-means. Pixels are sampled
/// where there are over a million. The same images give the same colours.
std::vector<Rgb> make_palette(std::span<const Image> images, std::size_t limit);

/// Turns pixels into palette indices with an ordered dither of 8 x 8 (Bayer 1973): a pixel's
/// pattern depends on its place alone, so what stands still in a film does not flicker. One thread
/// at a time.
class Ditherer {
 public:
  explicit Ditherer(std::vector<Rgb> palette);

  /// One index a pixel of an RGB image.
  std::vector<std::uint8_t> apply(const Image& image);

  const std::vector<Rgb>& palette() const { return palette_; }

 private:
  std::uint8_t nearest(const std::array<int, 3>& color);

  std::vector<Rgb> palette_;
  int strength_ = 0;                 ///< of the dither, in levels of 255
  std::vector<std::int16_t> known_;  ///< nearest index by 6 bits a channel; -1: not yet looked up
};

}  // namespace facet
