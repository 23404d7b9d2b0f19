#pragma once

#include <ATen/Parallel.h>

#include <algorithm>
#include <cstdint>

namespace facet {

/// Pictures in parts, one for each thread that LibTorch may use here: always the same ones, however
/// busy the machine is.
class Slices {
 public:
  explicit Slices(std::int64_t pictures) : Slices(pictures, at::get_num_threads()) {}
  /// `most` parts, or as many as there are pictures.
  Slices(std::int64_t pictures, std::int64_t most)
      : pictures_(pictures), count_(std::clamp<std::int64_t>(pictures, 1, most)) {}

  std::int64_t count() const { return count_; }

  /// Calls work(slice, first picture, end), each slice in a thread.
  template <typename Work>
  void run(const Work& work) const {
    at::parallel_for(0, count_, 1, [&](std::int64_t begin, std::int64_t end) {
      for (std::int64_t slice = begin; slice < end; ++slice) {
        work(slice, pictures_ * slice / count_, pictures_ * (slice + 1) / count_);
      }
    });
  }

 private:
  std::int64_t pictures_;
  std::int64_t count_;
};

}  // namespace facet
