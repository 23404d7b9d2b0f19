#include "core/engine/thread_setup.h"

#include <doctest/doctest.h>
#include <pthread.h>
#include <sched.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <string>
#include <thread>

using namespace facet;

namespace {

int nice_value() { return ::getpriority(PRIO_PROCESS, static_cast<id_t>(::gettid())); }

}  // namespace

TEST_CASE("a thread gets its name and its priority, and the threads that it starts the latter") {
  const int before = nice_value();
  const int wanted = std::min(before + 5, 19);
  std::string name(16, '\0');
  int own = -1;
  int started = -1;
  std::jthread([&] {
    set_up_thread("worker", wanted);
    ::pthread_getname_np(::pthread_self(), name.data(), name.size());
    own = nice_value();
    std::jthread([&] { started = nice_value(); }).join();
  }).join();
  CHECK(std::string(name.c_str()) == "worker");
  CHECK(own == wanted);
  CHECK(started == wanted);
  CHECK(nice_value() == before);
}

TEST_CASE("a thread gives way and keeps its priority") {
  int policy = -1;
  int before = -1;
  int after = -1;
  std::jthread([&] {
    before = nice_value();
    give_way();
    policy = ::sched_getscheduler(0);
    after = nice_value();
  }).join();
  CHECK(policy == SCHED_IDLE);
  CHECK(after == before);
  CHECK(::sched_getscheduler(0) == SCHED_OTHER);
}

TEST_CASE("a thread's work is counted in processor time") {
  double spent_s = 0;
  std::jthread([&] {
    const double before_s = thread_cpu_seconds();
    volatile double sum = 0;
    while (thread_cpu_seconds() - before_s < 0.002) sum = sum + 1;
    spent_s = thread_cpu_seconds() - before_s;
  }).join();
  CHECK(spent_s >= 0.002);
}
