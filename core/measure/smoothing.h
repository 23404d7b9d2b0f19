#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace facet {

/// Writes a face of kFaceBytes bytes as kFaceBytes numbers in [0,1] to `to`, after so many passes
/// of a 3 x 3 binomial filter: a model's drawings differ from true faces in that they are smoother.
/// What lies outside repeats the edge. `scratch` is grown as needed.
void write_smoothed(std::span<const std::uint8_t> rgb, int passes, float* to,
                    std::vector<float>& scratch);

}  // namespace facet
