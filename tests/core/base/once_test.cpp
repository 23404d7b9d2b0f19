#include "core/base/once.h"

#include <doctest/doctest.h>

#include <atomic>
#include <thread>
#include <utility>
#include <vector>

namespace facet {
namespace {

TEST_CASE("a value is computed once, whichever of many threads asks first") {
  const Once<int> value;
  std::atomic<int> computed = 0;
  std::atomic<int> right = 0;
  std::vector<std::jthread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&] {
      if (value.get([&] { return ++computed + 41; }) == 42) ++right;
    });
  }
  threads.clear();
  CHECK(computed == 1);
  CHECK(right == 4);
}

TEST_CASE("a moved value stays, a copy is computed anew") {
  Once<int> value;
  CHECK(value.get([] { return 1; }) == 1);
  const Once<int> copy = value;
  CHECK(copy.get([] { return 2; }) == 2);
  const Once<int> moved = std::move(value);
  CHECK(moved.get([] { return 3; }) == 1);
}

}  // namespace
}  // namespace facet
