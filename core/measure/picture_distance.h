#pragma once

#include <cstdint>
#include <span>

#include "core/base/image.h"

namespace facet {

/// Root mean square difference of two faces' numbers, as a share of the whole range: 0 to 1.
double rms_difference(std::span<const std::uint8_t> a, std::span<const std::uint8_t> b);

/// 10 log10(1 / mean square difference) of two faces, in dB; equal faces give 99.
double psnr_db(std::span<const std::uint8_t> a, std::span<const std::uint8_t> b);

/// Mean rms_difference() of `pairs` random pairs of different faces: how different they are from
/// each other, 0 when they are all the same. 0 for fewer than two faces. Any thread.
double diversity(std::span<const ImagePtr> faces, int pairs, std::uint64_t seed);

}  // namespace facet
