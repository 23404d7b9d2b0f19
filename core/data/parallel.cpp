#include "core/data/parallel.h"

#include <algorithm>
#include <atomic>
#include <thread>
#include <vector>

namespace facet {

void parallel_for(std::int64_t count, const std::function<void(std::int64_t)>& work) {
  std::atomic<std::int64_t> next = 0;
  const auto run = [&] {
    for (std::int64_t i = next++; i < count; i = next++) work(i);
  };
  const std::int64_t cores = std::max<std::int64_t>(1, std::thread::hardware_concurrency());
  std::vector<std::jthread> helpers;
  for (std::int64_t i = 1; i < std::min(cores, count); ++i) helpers.emplace_back(run);
  run();
}

}  // namespace facet
