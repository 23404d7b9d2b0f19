#pragma once

namespace facet {

/// Names the calling thread for debuggers and `top -H` (at most 15 characters) and lowers its
/// priority to `nice` (0 to 19), which needs no privilege. Does nothing where the system does not
/// allow it.
void set_up_thread(const char* name, int nice);

/// Processor time that the calling thread has used, in seconds: what work costs however busy the
/// machine is.
double thread_cpu_seconds();

}  // namespace facet
