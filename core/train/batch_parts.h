#pragma once

#include <ATen/Parallel.h>
#include <ATen/core/Tensor.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <type_traits>
#include <vector>

#include "core/model/runtime.h"

namespace facet {

/// A batch in parts, one for each thread that LibTorch may use here (one on a GPU): each goes
/// forward and backward through a network in a thread of its own, and the threads meet once. Where
/// they share every layer instead, each of its operations waits for the slower of them, which
/// beside other busy programs is most of the time. The parts are always the same ones, so the
/// results are too.
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
      : pictures_(pictures),
        count_(device.is_cpu() ? std::clamp<std::int64_t>(pictures, 1, at::get_num_threads()) : 1) {
  }

  /// What work(part) returns for each part, in their order. Each has one thread for what it
  /// computes, and gradients on unless the calling thread turned them off.
  template <typename Work>
  auto run(const Work& work) const {
    std::vector<std::invoke_result_t<Work, Part>> returned(static_cast<std::size_t>(count_));
    const bool gradients = at::GradMode::is_enabled();
    at::parallel_for(0, count_, 1, [&](std::int64_t begin, std::int64_t end) {
      const OneThread one_thread;
      const at::AutoGradMode mode(gradients);
      for (std::int64_t i = begin; i < end; ++i) {
        const std::int64_t first = pictures_ * i / count_;
        const std::int64_t count = pictures_ * (i + 1) / count_ - first;
        const auto index = static_cast<std::size_t>(i);
        returned[index] = work(Part{index, first, count, static_cast<double>(count) / pictures_});
      }
    });
    return returned;
  }

 private:
  std::int64_t pictures_;
  std::int64_t count_;
};

}  // namespace facet
