#pragma once

#include <atomic>
#include <cstdint>

namespace facet {

/// Hands out Picture serials: ascending from 1, unique among all who share the source. Any thread.
class SerialSource {
 public:
  std::uint64_t next() { return last_.fetch_add(1, std::memory_order_relaxed) + 1; }

 private:
  std::atomic<std::uint64_t> last_{0};
};

}  // namespace facet
