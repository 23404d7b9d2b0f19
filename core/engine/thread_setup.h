#pragma once

namespace facet {

/// Names the calling thread for debuggers and `top -H` (at most 15 characters) and lowers its
/// priority to `nice` (0 to 19), which needs no privilege. Does nothing where the system does not
/// allow it.
void set_up_thread(const char* name, int nice);

/// Whether the calling thread gives way to every thread of usual priority that wakes on its core,
/// at once and not after its slice: SCHED_IDLE. It runs on where a core is free. Does nothing where
/// the system does not allow it. Threads that it starts meanwhile give way as well.
void set_giving_way(bool gives_way);

/// Processor time that the calling thread has used, in seconds: what work costs however busy the
/// machine is.
double thread_cpu_seconds();

}  // namespace facet
