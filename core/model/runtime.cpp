#include "core/model/runtime.h"

#include <ATen/Context.h>
#include <ATen/Parallel.h>
#include <c10/util/Exception.h>
#include <malloc.h>
#include <omp.h>

#include <climits>
#include <new>
#include <string_view>

namespace facet {
namespace {

bool is_out_of_memory(const std::exception& exception) {
  if (dynamic_cast<const c10::OutOfMemoryError*>(&exception) != nullptr) return true;
  if (dynamic_cast<const std::bad_alloc*>(&exception) != nullptr) return true;
  // LibTorch's allocator for the CPU throws a plain c10::Error.
  return std::string_view(exception.what()).find("can't allocate memory") != std::string_view::npos;
}

std::string first_line(std::string_view text) {
  return std::string(text.substr(0, text.find('\n')));
}

}  // namespace

void tune_heap() {
  // Threads other than the first have heaps of 64 MB, which are given back as soon as they are
  // empty, unless so much is to be kept.
  mallopt(M_TOP_PAD, 128 << 20);
  mallopt(M_MMAP_MAX, 0);
  mallopt(M_TRIM_THRESHOLD, INT_MAX);
}

void use_threads(int threads) {
  // LibTorch sets up a thread's count at its first parallel work and would undo ours. Its own
  // set_num_threads() is not used: that also sets MKL's count for every thread of the process.
  at::get_num_threads();
  omp_set_num_threads(threads);
#pragma omp parallel num_threads(threads)
  at::globalContext().setFlushDenormal(true);
}

int thread_count() { return omp_get_max_threads(); }

OneThread::OneThread() : before_(thread_count()) { use_threads(1); }

OneThread::~OneThread() {
  if (before_ != 1) omp_set_num_threads(before_);
}

Error no_cuda_error() {
  return {ErrorCode::kUnsupported,
          "there is no CUDA device that LibTorch can use; train with --device cpu", "--device"};
}

Error library_error(const std::exception& exception, const std::string& doing) {
  if (is_out_of_memory(exception)) {
    return {ErrorCode::kOutOfMemory,
            doing + " failed: memory ran out; use a smaller batch (--batch)", ""};
  }
  const auto* torch_error = dynamic_cast<const c10::Error*>(&exception);
  const std::string reason =
      first_line(torch_error != nullptr ? torch_error->what_without_backtrace() : exception.what());
  return {
      ErrorCode::kInternal,
      doing + " failed inside LibTorch (" + reason + "); please report this with the run folder",
      ""};
}

}  // namespace facet
