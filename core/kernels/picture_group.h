#pragma once

#include <ATen/core/Tensor.h>
#include <c10/util/BFloat16.h>

#include <cstdint>

namespace facet {

/// Sixteen pictures of a batch: the rows of a matrix, for any of their pixels. Where the batch has
/// fewer left, the others are zeros.
template <typename Number>
class PictureGroup {
 public:
  static constexpr std::int64_t kPictures = 16;

  /// Of pictures with so many pixels and channels.
  PictureGroup(std::int64_t pixels, std::int64_t channels);

  /// The next group, from picture `first` of `pictures` [N,C,H,W] on, the channels last in memory.
  void take(const at::Tensor& pictures, std::int64_t first);

  /// Numbers from one picture to the next, and its pixels as they lie in memory.
  std::int64_t step() const { return pixels_ * channels_; }
  const Number* pictures() const { return pictures_; }

  /// The same pictures pixel by pixel, [pixels,16,channels]: the matrices lie side by side.
  const Number* by_pixels();

 private:
  std::int64_t pixels_;
  std::int64_t channels_;
  const Number* pictures_ = nullptr;
  at::Tensor filled_;  ///< [16,pixels,channels]: a group with zeros
  at::Tensor turned_;
};

}  // namespace facet
