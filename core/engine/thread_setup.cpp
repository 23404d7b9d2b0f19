#include "core/engine/thread_setup.h"

#include <sys/resource.h>
#include <unistd.h>

namespace facet {

void lower_thread_priority(int nice) {
  // On Linux a nice value belongs to a thread: its id takes the place of a process's.
  [[maybe_unused]] const int result =
      ::setpriority(PRIO_PROCESS, static_cast<id_t>(::gettid()), nice);
}

}  // namespace facet
