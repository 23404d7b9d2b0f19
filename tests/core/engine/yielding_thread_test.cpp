#include "core/engine/yielding_thread.h"

#include <doctest/doctest.h>
#include <sched.h>

#include <stdexcept>
#include <thread>

#include "core/model/runtime.h"

using namespace facet;

TEST_CASE("work gives way on a thread of its own, and the caller does not") {
  YieldingThread yielding("yields");
  int policy = -1;
  int threads = 0;
  std::thread::id first;
  std::thread::id second;
  yielding.run([&] {
    policy = ::sched_getscheduler(0);
    threads = thread_count();
    first = std::this_thread::get_id();
  });
  yielding.run([&] { second = std::this_thread::get_id(); });
  CHECK(policy == SCHED_IDLE);
  CHECK(threads == 1);
  CHECK(first == second);
  CHECK(first != std::this_thread::get_id());
  CHECK(::sched_getscheduler(0) == SCHED_OTHER);
}

TEST_CASE("what work throws comes out where it was asked for, and more work can follow") {
  YieldingThread yielding("yields");
  CHECK_THROWS_AS(yielding.run([] { throw std::runtime_error("broken"); }), std::runtime_error);
  bool done = false;
  yielding.run([&] { done = true; });
  CHECK(done);
}
