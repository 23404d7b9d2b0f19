#pragma once

#include <cstdint>
#include <functional>

namespace facet {

/// Calls `work` once for each number from 0 to count - 1, on as many threads as the machine has
/// cores, the calling one among them, and returns when all is done. `work` must not throw.
void parallel_for(std::int64_t count, const std::function<void(std::int64_t)>& work);

}  // namespace facet
