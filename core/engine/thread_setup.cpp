#include "core/engine/thread_setup.h"

#include <pthread.h>
#include <sched.h>
#include <sys/resource.h>
#include <unistd.h>

#include <ctime>

namespace facet {

void set_up_thread(const char* name) { ::pthread_setname_np(::pthread_self(), name); }

void set_up_thread(const char* name, int nice) {
  set_up_thread(name);
  // On Linux a nice value belongs to a thread: its id takes the place of a process's.
  [[maybe_unused]] const int result =
      ::setpriority(PRIO_PROCESS, static_cast<id_t>(::gettid()), nice);
}

void give_way() {
  const sched_param none{};
  [[maybe_unused]] const int result = ::sched_setscheduler(0, SCHED_IDLE, &none);
}

double thread_cpu_seconds() {
  std::timespec time{};
  ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
}

}  // namespace facet
