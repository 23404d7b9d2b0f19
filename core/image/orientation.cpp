#include "core/image/orientation.h"

#include <algorithm>
#include <cstddef>
#include <string_view>

#include "core/image/byte_order.h"

namespace facet {
namespace {

using Bytes = std::span<const std::uint8_t>;

constexpr std::uint16_t kOrientationTag = 0x0112;

/// The orientation entry of the first directory of a TIFF block (Exif 2.3, 4.6).
int tiff_orientation(Bytes tiff) {
  if (tiff.size() < 8) return 1;
  const std::endian order = tiff[0] == 'M' ? std::endian::big : std::endian::little;
  const auto directory = load_number<std::uint32_t>(tiff.data() + 4, order);
  if (directory > tiff.size() - 2) return 1;
  const auto entries = load_number<std::uint16_t>(tiff.data() + directory, order);
  for (std::size_t i = 0; i < entries; ++i) {
    const std::size_t at = directory + 2 + i * 12;
    if (at + 12 > tiff.size()) return 1;
    if (load_number<std::uint16_t>(tiff.data() + at, order) != kOrientationTag) continue;
    const int value = load_number<std::uint16_t>(tiff.data() + at + 8, order);
    return value >= 1 && value <= 8 ? value : 1;
  }
  return 1;
}

}  // namespace

int exif_orientation(Bytes jpeg) {
  std::size_t at = 2;
  while (at + 4 <= jpeg.size() && jpeg[at] == 0xff) {
    const std::uint8_t marker = jpeg[at + 1];
    const std::size_t length = load_big<std::uint16_t>(jpeg.data() + at + 2);
    // Behind the start of scan no more Exif comes.
    if (marker == 0xda || length < 2 || at + 2 + length > jpeg.size()) return 1;
    const Bytes segment = jpeg.subspan(at + 4, length - 2);
    constexpr std::string_view kExif("Exif\0\0", 6);
    if (marker == 0xe1 && segment.size() >= kExif.size() &&
        std::equal(kExif.begin(), kExif.end(), segment.begin())) {
      return tiff_orientation(segment.subspan(kExif.size()));
    }
    at += 2 + length;
  }
  return 1;
}

Image turn_upright(Image picture, int orientation) {
  if (orientation <= 1 || orientation > 8) return picture;
  const bool sideways = orientation >= 5;
  const int width = sideways ? picture.height : picture.width;
  const int height = sideways ? picture.width : picture.height;
  const bool mirror_x =
      orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8;
  const bool mirror_y =
      orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7;
  Image upright = make_image(width, height, picture.channels);
  const auto channels = static_cast<std::size_t>(picture.channels);
  std::uint8_t* out = upright.pixels.data();
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      int from_x = sideways ? y : x;
      int from_y = sideways ? x : y;
      if (mirror_x) from_x = picture.width - 1 - from_x;
      if (mirror_y) from_y = picture.height - 1 - from_y;
      const std::size_t from =
          (static_cast<std::size_t>(from_y) * static_cast<std::size_t>(picture.width) +
           static_cast<std::size_t>(from_x)) *
          channels;
      out = std::copy_n(picture.pixels.data() + from, channels, out);
    }
  }
  return upright;
}

}  // namespace facet
