#pragma once

#include <cstdint>
#include <vector>

#include "ui/panel.h"

namespace facet::ui {

/// Side in pixels of a tile of the number lab.
inline constexpr int kScribbleSide = 28;

/// Lays a round pen on tile pixels [28 x 28] along the line from (x0, y0) to (x1, y1), in pixels;
/// ink is 255, as in MNIST.
void scribble_line(std::uint8_t* tile, float x0, float y0, float x1, float y1);

/// `count` tiles beside each other to be drawn on with the mouse; the right button clears one.
/// Returns whether ink was added or taken away. `tiles` is resized to count x 28 x 28.
bool draw_scribble(std::vector<std::uint8_t>& tiles, int count);

}  // namespace facet::ui
