#pragma once

#include <ATen/core/Tensor.h>

#include <algorithm>
#include <cstdint>
#include <vector>

#include "core/kernels/padded_pictures.h"

namespace facet {

/// PaddedPictures in chunks of a few megabytes. Where there are many large ones at every step,
/// whole they would cost a tenth of its time: what is larger than 64 MB glibc asks of the system
/// each time anew, in threads other than the first.
template <typename Number>
class PictureChunks {
 public:
  PictureChunks(std::int64_t count, std::int64_t side, std::int64_t channels) {
    for (std::int64_t first = 0; first < count; first += kChunk) {
      chunks_.emplace_back(std::min(kChunk, count - first), side, channels);
    }
  }
  /// Back from what append_to() appended.
  static PictureChunks of(at::TensorList pixels, std::int64_t side) {
    PictureChunks chunks(0, side, 0);
    for (const at::Tensor& chunk : pixels) {
      chunks.chunks_.push_back(PaddedPictures<Number>::of(chunk, side));
    }
    return chunks;
  }

  /// Whether there is any picture.
  bool any() const { return !chunks_.empty(); }
  /// As PaddedPictures has them.
  Number* picture(std::int64_t index, std::int64_t row = 0) const {
    return chunk(index).picture(index % kChunk, row);
  }
  void clear_border(std::int64_t index) const { chunk(index).clear_border(index % kChunk); }

  /// As autograd keeps them.
  void append_to(std::vector<at::Tensor>& kept) const {
    for (const PaddedPictures<Number>& chunk : chunks_) kept.push_back(chunk.pixels());
  }

 private:
  static constexpr std::int64_t kChunk = 4;

  const PaddedPictures<Number>& chunk(std::int64_t index) const {
    return chunks_[static_cast<std::size_t>(index / kChunk)];
  }

  std::vector<PaddedPictures<Number>> chunks_;
};

}  // namespace facet
