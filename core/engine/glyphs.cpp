#include "core/engine/glyphs.h"

#include <algorithm>
#include <array>

namespace facet {
namespace {

constexpr int kColumns = 5;
constexpr int kRows = 7;

struct Glyph {
  char character;
  std::array<std::uint8_t, kRows> rows;  // bit 4 is the leftmost dot
};

constexpr std::array kGlyphs = {
    Glyph{'0', {0x0E, 0x11, 0x13, 0x15, 0x19, 0x11, 0x0E}},
    Glyph{'1', {0x04, 0x0C, 0x04, 0x04, 0x04, 0x04, 0x0E}},
    Glyph{'2', {0x0E, 0x11, 0x01, 0x06, 0x08, 0x10, 0x1F}},
    Glyph{'3', {0x1F, 0x02, 0x04, 0x02, 0x01, 0x11, 0x0E}},
    Glyph{'4', {0x02, 0x06, 0x0A, 0x12, 0x1F, 0x02, 0x02}},
    Glyph{'5', {0x1F, 0x10, 0x1E, 0x01, 0x01, 0x11, 0x0E}},
    Glyph{'6', {0x06, 0x08, 0x10, 0x1E, 0x11, 0x11, 0x0E}},
    Glyph{'7', {0x1F, 0x01, 0x02, 0x04, 0x08, 0x08, 0x08}},
    Glyph{'8', {0x0E, 0x11, 0x11, 0x0E, 0x11, 0x11, 0x0E}},
    Glyph{'9', {0x0E, 0x11, 0x11, 0x0F, 0x01, 0x02, 0x0C}},
    Glyph{'+', {0x00, 0x04, 0x04, 0x1F, 0x04, 0x04, 0x00}},
    Glyph{'-', {0x00, 0x00, 0x00, 0x1F, 0x00, 0x00, 0x00}},
    Glyph{'=', {0x00, 0x00, 0x1F, 0x00, 0x1F, 0x00, 0x00}},
    Glyph{'*', {0x00, 0x11, 0x0A, 0x04, 0x0A, 0x11, 0x00}},
    Glyph{'.', {0x00, 0x00, 0x00, 0x00, 0x00, 0x0C, 0x0C}},
    Glyph{'%', {0x18, 0x19, 0x02, 0x04, 0x08, 0x13, 0x03}},
    Glyph{'e', {0x00, 0x00, 0x0E, 0x11, 0x1F, 0x10, 0x0E}},
};

void draw_dot(int x, int y, int scale, std::uint8_t ink, Image& target) {
  for (int row = std::max(0, y); row < std::min(target.height, y + scale); ++row) {
    for (int column = std::max(0, x); column < std::min(target.width, x + scale); ++column) {
      const auto pixel = (static_cast<std::size_t>(row) * static_cast<std::size_t>(target.width) +
                          static_cast<std::size_t>(column)) *
                         static_cast<std::size_t>(target.channels);
      for (int channel = 0; channel < target.channels; ++channel) {
        target.pixels[pixel + static_cast<std::size_t>(channel)] = ink;
      }
    }
  }
}

}  // namespace

int glyphs_width(std::string_view text, int scale) {
  return text.empty() ? 0 : (static_cast<int>(text.size()) * (kColumns + 1) - 1) * scale;
}

int glyphs_height(int scale) { return kRows * scale; }

void draw_glyphs(std::string_view text, int x, int y, int scale, std::uint8_t ink, Image& target) {
  for (const char character : text) {
    for (const Glyph& glyph : kGlyphs) {
      if (glyph.character != character) continue;
      for (int row = 0; row < kRows; ++row) {
        for (int column = 0; column < kColumns; ++column) {
          const bool set = (glyph.rows[static_cast<std::size_t>(row)] >> (4 - column) & 1) != 0;
          if (set) draw_dot(x + column * scale, y + row * scale, scale, ink, target);
        }
      }
    }
    x += (kColumns + 1) * scale;
  }
}

}  // namespace facet
