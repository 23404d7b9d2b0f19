#pragma once

#include <cstdint>
#include <span>

#include "core/base/image.h"

namespace facet {

/// The Exif orientation of a JPEG file, 1 (upright) to 8; 1 where it says nothing sensible.
int exif_orientation(std::span<const std::uint8_t> jpeg);

/// Turns and mirrors a picture so that Exif `orientation` becomes 1.
Image turn_upright(Image picture, int orientation);

}  // namespace facet
