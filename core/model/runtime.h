#pragma once

#include <exception>
#include <string>

#include "core/base/result.h"

namespace facet {

/// Keeps freed memory in the process instead of giving it back after every training step: the step
/// allocates the same blocks each time, and fresh pages cost up to half of its time. Call it once,
/// first thing in main(), before other threads start.
void tune_heap();

/// Sets the number of OpenMP threads that LibTorch uses for what the calling thread computes, and
/// flushes denormal numbers to zero on all of them (they slow convolutions down many times). Other
/// threads keep their number.
void use_threads(int threads);

/// The number of OpenMP threads of the calling thread.
int thread_count();

/// One thread for what the calling thread computes, until the end of the scope.
class OneThread {
 public:
  OneThread();
  ~OneThread();
  OneThread(const OneThread&) = delete;
  OneThread& operator=(const OneThread&) = delete;

 private:
  int before_;
};

/// The Error for CUDA being asked for where LibTorch finds no device.
Error no_cuda_error();

/// What a LibTorch or standard exception means, as a value: out of memory on the device or the
/// machine (remedy: a smaller batch), or an unexpected failure. `doing` completes "… failed".
Error library_error(const std::exception& exception, const std::string& doing);

}  // namespace facet
