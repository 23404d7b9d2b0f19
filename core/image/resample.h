#pragma once

#include <cstdint>

#include "core/base/image.h"

namespace facet {

/// A part of a picture in pixels, from its top left corner.
struct Rectangle {
  int x = 0;
  int y = 0;
  int width = 0;
  int height = 0;
};

/// Scales a part of a picture of 1, 3 or 4 channels to width x height RGB: each side is averaged by
/// area where it shrinks and bilinear where it grows. Alpha is laid over `background` grey. Integer
/// arithmetic: the same bytes on every machine; a size that stays gives the same values. `part`
/// must lie inside the picture and no side may be 0. Any thread.
Image resample(const Image& picture, const Rectangle& part, int width, int height,
               std::uint8_t background = 255);

/// Each pixel becomes factor x factor pixels; factor is 1 or more.
Image enlarge(const Image& picture, int factor);

}  // namespace facet
