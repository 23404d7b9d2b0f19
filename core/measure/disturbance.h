#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/data/drawing/counter_random.h"

namespace facet {

/// How a model's drawings may differ from true faces: moved by a few pixels, and blurred.
struct Disturbance {
  int right = 0;       ///< pixels
  int down = 0;        ///< pixels
  int smoothings = 0;  ///< passes of a 3 x 3 binomial filter
};

Disturbance random_disturbance(drawing::CounterRandom& random);

/// Writes a face of kFaceBytes bytes, disturbed, as kFaceBytes numbers in [0,1] to `to`. What lies
/// outside repeats the edge. `scratch` is grown as needed.
void write_disturbed(std::span<const std::uint8_t> rgb, const Disturbance& disturbance, float* to,
                     std::vector<float>& scratch);

}  // namespace facet
