#pragma once

#include <cstdint>
#include <span>

#include "core/base/image.h"

namespace facet {

/// Side of a face that has been scaled down so that it can be compared cheaply.
inline constexpr int kSmallFaceSide = 16;
/// Numbers of such a face: 16 x 16 x RGB.
inline constexpr int kSmallFaceNumbers = kSmallFaceSide * kSmallFaceSide * 3;

/// Writes the means of a face's squares, 0 to 1, to `small`: side x side x RGB, where `side`
/// divides kFaceSide; `rgb` has kFaceBytes bytes. Any thread.
void scale_down(std::span<const std::uint8_t> rgb, std::span<float> small,
                int side = kSmallFaceSide);

}  // namespace facet
