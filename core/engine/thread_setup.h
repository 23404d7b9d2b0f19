#pragma once

namespace facet {

/// Names the calling thread for debuggers and `top -H` (at most 15 characters).
void set_up_thread(const char* name);
/// And lowers its priority to `nice` (0 to 19), which needs no privilege. Does nothing where the
/// system does not allow it.
void set_up_thread(const char* name, int nice);

/// From here on the calling thread gives way to every thread of usual priority that wakes on its
/// core, at once and not after its slice: SCHED_IDLE. It runs on where a core is free. For good: to
/// leave SCHED_IDLE takes a privilege (sched(7), RLIMIT_NICE). Threads that it starts give way as
/// well. Does nothing where the system does not allow it.
void give_way();

/// Processor time that the calling thread has used, in seconds: what work costs however busy the
/// machine is.
double thread_cpu_seconds();

}  // namespace facet
