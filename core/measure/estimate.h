#pragma once

#include <cstdint>
#include <span>

#include "core/base/measurement.h"

namespace facet {

/// Mean of independent samples with the percentile interval of 1,000 bootstrap resamples (Efron
/// 1979). There must be a sample.
Estimate bootstrap_mean(std::span<const double> samples, std::uint64_t seed = 1);

/// Mean of a few repeated measurements with Student's interval; of one alone, that value. There
/// must be one.
Estimate mean_of_repeats(std::span<const double> repeats);

}  // namespace facet
