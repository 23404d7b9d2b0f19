#pragma once

#include <vector>

#include "core/data/drawing/path.h"

namespace facet::drawing {

/// A stroke goes through its points, smoothly; two points make a straight one.
using Stroke = std::vector<Point>;
using Writing = std::vector<Stroke>;

/// The ways to write a symbol, in a box from (0,0) at the top left to (1,1): the digits 0 to 9 as
/// different hands write them, + (10) and - (11). None for any other.
std::vector<Writing> writings(int symbol);

}  // namespace facet::drawing
