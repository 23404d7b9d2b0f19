#pragma once

#include <ATen/Parallel.h>
#include <ATen/core/Tensor.h>
#include <ATen/core/grad_mode.h>

#include <cstddef>
#include <cstdint>
#include <type_traits>
#include <vector>

#include "core/kernels/slices.h"
#include "core/model/runtime.h"

namespace facet {

/// A batch in parts, the Slices of its pictures (one on a GPU): each goes forward and backward
/// through a network in a thread of its own, and the threads meet once. Where they share every
/// layer instead, each of its operations waits for the slower of them, which beside other busy
/// programs is most of the time.
class BatchParts {
 public:
  /// Where a part lies in the batch.
  struct Part {
    std::size_t index;
    std::int64_t first;
    std::int64_t count;
    double share;  ///< of the batch

    at::Tensor of(const at::Tensor& batch) const { return batch.narrow(0, first, count); }
  };

  BatchParts(std::int64_t pictures, const at::Device& device)
      : pictures_(pictures), slices_(pictures, device.is_cpu() ? at::get_num_threads() : 1) {}

  /// What work(part) returns for each part, in their order. Each has one thread for what it
  /// computes, and gradients on unless the calling thread turned them off.
  template <typename Work>
  auto run(const Work& work) const {
    std::vector<std::invoke_result_t<Work, Part>> returned(
        static_cast<std::size_t>(slices_.count()));
    const bool gradients = at::GradMode::is_enabled();
    slices_.run([&](std::int64_t slice, std::int64_t begin, std::int64_t end) {
      const OneThread one_thread;
      const at::AutoGradMode mode(gradients);
      const auto index = static_cast<std::size_t>(slice);
      const double share = static_cast<double>(end - begin) / static_cast<double>(pictures_);
      returned[index] = work(Part{index, begin, end - begin, share});
    });
    return returned;
  }

 private:
  std::int64_t pictures_;
  Slices slices_;
};

}  // namespace facet
