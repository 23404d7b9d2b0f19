#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "core/base/image.h"
#include "core/base/result.h"

namespace facet {

/// Decodes a JPEG file to grey or RGB, turned upright as its Exif orientation says. A file that is
/// cut off is an Error; so is any file in a build without libjpeg-turbo. Any thread.
Result<Image> decode_jpeg(std::span<const std::uint8_t> bytes, const std::string& where);

}  // namespace facet
