#pragma once

namespace facet {

/// Lowers the calling thread's priority to `nice` (0 to 19); needs no privilege. Does nothing where
/// the system does not allow it.
void lower_thread_priority(int nice);

/// Processor time that the calling thread has used, in seconds: what work costs however busy the
/// machine is.
double thread_cpu_seconds();

}  // namespace facet
