#pragma once

#include <cstdint>
#include <functional>
#include <span>

#include "core/data/dataset.h"

namespace facet {

/// Reads all pictures in order on all cores and hands them to `take` in pieces of whole pictures.
/// Reports to `progress` on the calling thread. Errors are those of `take`, or canceled.
Status read_all(const Dataset& dataset, const Progress& progress,
                const std::function<Status(std::span<const std::uint8_t>)>& take);

}  // namespace facet
