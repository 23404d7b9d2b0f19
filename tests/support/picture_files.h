#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "core/base/image.h"

namespace facet {

/// A file's text as the bytes that decoders take.
inline std::span<const std::uint8_t> as_bytes(std::string_view text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

/// An RGB picture with smooth ramps and a little noise; the same for the same arguments.
Image sample_picture(int width, int height, std::uint32_t seed = 1);

/// A picture of one colour.
Image plain_picture(int width, int height, std::uint8_t red, std::uint8_t green, std::uint8_t blue);

/// A BMP file of 24 bits.
std::string bmp_file(const Image& rgb);

/// A JPEG file; empty in a build without libjpeg-turbo. `exif` is put behind the first marker.
std::string jpeg_file(const Image& rgb, int quality = 95, std::string_view exif = {});

/// A film's bytes as write_film makes them, with one or more frames: `extension` is ".gif" or
/// ".webp"; empty in a build without its library.
std::string film_file(std::span<const Image> frames, const std::string& extension,
                      const std::string& recipe = {});

/// The Exif segment of a JPEG file that holds nothing but an orientation.
std::string exif_segment(int orientation, bool big_endian);

}  // namespace facet
