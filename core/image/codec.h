#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "core/base/image.h"
#include "core/base/result.h"

namespace facet {

/// No picture that is read or written may have a longer side.
inline constexpr int kMaxPictureSide = 16384;

/// Decodes a picture file from its bytes: PNG, BMP, and where the build has their libraries JPEG
/// (upright as its Exif orientation says), GIF (first frame) and WebP (first frame). The result has
/// 1, 3 or 4 channels. Errors name `where` and what is wrong with the file: not a picture, damaged,
/// cut off, over kMaxPictureSide pixels a side. Any thread.
Result<Image> decode_picture(std::span<const std::uint8_t> bytes, const std::string& where);

/// Whether a file name ends as a picture that decode_picture reads: .png, .jpg, .JPEG...
bool has_picture_extension(std::string_view file_name);

/// A picture file with the recipe that it carries.
struct LoadedPicture {
  Image image;
  std::string recipe;  ///< JSON text of what made it; empty: the file has none
};

/// Reads a picture file and its recipe: the iTXt chunk `facet` of a PNG, the XMP chunk of a WebP.
/// A recipe that is there but damaged is an Error. Any thread.
Result<LoadedPicture> read_picture(const std::string& path);

/// A PNG file as bytes, with a recipe unless that is empty. The same bytes for the same pixels and
/// recipe. An empty image and one over kMaxPictureSide pixels a side are an Error. Any thread.
Result<std::string> encode_png(const Image& image, std::string_view recipe = {});

/// Writes a PNG file atomically (write_file_atomically). Any thread.
Status write_png(const std::string& path, const Image& image, std::string_view recipe = {});

}  // namespace facet
