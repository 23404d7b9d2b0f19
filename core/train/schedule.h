#pragma once

#include <cstdint>

namespace facet {

// Schedules are functions of the pictures seen, never of the clock or of the end of the training:
// a training that is stopped and resumed follows the same one.

/// Rises linearly from 0 to 1 within the first `length` pictures, for the step of `batch` pictures
/// that begins after `images`; 1 where `length` is 0.
double ramp(std::int64_t images, std::int64_t batch, std::int64_t length);

/// The share of the old average of the weights that such a step keeps, for an average whose
/// half-life is `half_life_images`; small at first, so that the start is forgotten (0.07 of the
/// pictures seen is the half-life of the decay 1 - 10 / (t + 10) at step t).
double average_decay(std::int64_t images, std::int64_t batch, double half_life_images);

}  // namespace facet
