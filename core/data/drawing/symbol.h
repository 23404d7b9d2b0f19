#pragma once

#include <cstdint>
#include <span>

#include "core/data/drawing/counter_random.h"

namespace facet::drawing {

/// Side of a symbol's tile in pixels, that of MNIST.
inline constexpr int kTileSide = 28;
inline constexpr int kTilePixels = kTileSide * kTileSide;

/// Draws a symbol as a pen would: a digit (0 to 9), + (10) or - (11); any other is blank. Each call
/// takes another way to write it from `random`, bends its strokes, turns, shears, scales and shifts
/// it, and chooses the width and the darkness of the pen. Ink is 255 on 0, as in MNIST. Any thread.
void draw_symbol(int symbol, CounterRandom& random, std::span<std::uint8_t, kTilePixels> tile);

}  // namespace facet::drawing
