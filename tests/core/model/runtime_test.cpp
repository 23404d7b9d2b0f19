#include "core/model/runtime.h"

#include <doctest/doctest.h>
#include <sys/resource.h>

#include <thread>
#include <vector>

namespace facet {
namespace {

long page_faults() {
  rusage usage{};
  getrusage(RUSAGE_THREAD, &usage);
  return usage.ru_minflt;
}

TEST_CASE("what a thread has freed it gets again without fresh pages") {
  tune_heap();
  constexpr std::size_t kBytes = 40 << 20;
  constexpr long kPages = kBytes / 4096;
  long faults = 0;
  std::jthread([&] {
    // Two of them do not fit into one of the heaps that glibc gives a thread.
    const auto fill = [] {
      const std::vector<char> first(kBytes, 1);
      const std::vector<char> second(kBytes, 1);
      return first.back() + second.back();
    };
    fill();
    const long before = page_faults();
    fill();
    faults = page_faults() - before;
  }).join();
  CHECK(faults < kPages / 10);
}

}  // namespace
}  // namespace facet
