#pragma once

#include <string_view>

#include "core/base/image.h"

namespace facet {

/// Width in pixels of `text` drawn by draw_glyphs.
int glyphs_width(std::string_view text, int scale);
/// Height in pixels of one line.
int glyphs_height(int scale);

/// Draws digits and the signs + - = * . % e in a 5 x 7 bitmap, each dot `scale` pixels wide, with
/// the top left corner at (x, y), in grey `ink`. Other characters are blank. What lies outside is
/// dropped.
void draw_glyphs(std::string_view text, int x, int y, int scale, std::uint8_t ink, Image& target);

}  // namespace facet
