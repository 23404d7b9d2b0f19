#pragma once

#include <c10/util/BFloat16.h>

#include <cstdint>
#include <span>

namespace facet {

/// What one step of Adam does with a parameter's numbers, besides their gradients.
struct AdamFactors {
  float beta1;
  float beta2;
  float step_size;     ///< learning rate / (1 - beta1^t)
  float square_scale;  ///< 1 / sqrt(1 - beta2^t)
  float epsilon;
  float kept;           ///< share of the weight that decay leaves
  float average_share;  ///< what the average takes from the weights
};

/// The numbers of one parameter; none of it overlaps.
struct AdamNumbers {
  float* mean;  ///< null: beta1 is 0, so it would be the gradient itself
  float* square;
  float* weight;
  float* average;           ///< null: none is kept
  c10::BFloat16* computed;  ///< the weights' copy that is computed with; null: there is none
};

/// Moves the numbers `begin` to `end - 1` against the sum of their gradients, those of the parts of
/// a batch, in one pass over all of them; returns the sum of the squares of these sums. Compiled
/// for each width of registers that a CPU may have; any thread, of parts that do not overlap.
double adam_update(std::span<const float* const> gradients, const AdamNumbers& numbers,
                   std::int64_t begin, std::int64_t end, const AdamFactors& factors);
double adam_update(std::span<const c10::BFloat16* const> gradients, const AdamNumbers& numbers,
                   std::int64_t begin, std::int64_t end, const AdamFactors& factors);

}  // namespace facet
