#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "core/base/image.h"
#include "core/base/result.h"

namespace facet {

// The one place that calls the stb libraries. Any thread.

/// Decodes a whole PNG or BMP file to 1, 3 or 4 channels of 8 bits (16 bits are rounded down, grey
/// with alpha becomes RGBA, a palette becomes colours). At most 16,384 pixels a side. The caller
/// checks the file's frame first (check_png, check_bmp).
Result<Image> decode_with_stb(std::span<const std::uint8_t> bytes, const std::string& where);

/// A PNG file of an image, which must not be empty. The same bytes for the same pixels.
/// Throws std::bad_alloc.
std::string encode_png_with_stb(const Image& image);

/// A zlib stream of the bytes. Throws std::bad_alloc.
std::string zlib_compress(std::string_view bytes);

/// The bytes of a zlib stream; nothing if it is damaged or holds more than `limit`.
std::optional<std::string> zlib_decompress(std::span<const std::uint8_t> packed, std::size_t limit);

}  // namespace facet
