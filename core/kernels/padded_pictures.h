#pragma once

#include <ATen/core/Tensor.h>
#include <c10/util/BFloat16.h>

#include <cstdint>

namespace facet {

/// Where the pixels of one square picture lie that has zeros around it: a row above, a row below,
/// and one column that is left of one row and right of the row before. Because lines follow one
/// another without a gap, a neighbour is an offset, and the pixels of a line, or of many, are the
/// rows of a matrix. All counts are in pixels.
///
/// Some rows of a picture are given as a pointer to the place left of and above their first pixel,
/// and how many they are.
struct PaddedPlaces {
  std::int64_t side;

  std::int64_t line() const { return side + 1; }
  /// Of row y and column x, each from -1 to `side`.
  std::int64_t at(std::int64_t y, std::int64_t x) const { return (y + 1) * line() + x + 1; }
  /// All pixels, the last one to the right of the lowest row among them.
  std::int64_t count() const { return at(side, side) + 1; }
};

/// `count` such pictures, each pixel `channels` numbers side by side: float or c10::BFloat16.
template <typename Number>
class PaddedPictures {
 public:
  PaddedPictures() = default;
  /// Nothing is in them yet, not even the zeros.
  PaddedPictures(std::int64_t count, std::int64_t side, std::int64_t channels);

  PaddedPlaces places() const { return {side_}; }
  std::int64_t side() const { return side_; }
  std::int64_t channels() const { return channels_; }
  std::int64_t count() const { return pixels_.size(0); }
  /// One picture from `row` on: a pointer to its place (row - 1,-1).
  Number* picture(std::int64_t index, std::int64_t row = 0) const {
    return first_ + (index * places().count() + row * places().line()) * channels_;
  }
  /// Puts zeros around one picture.
  void clear_border(std::int64_t index) const;

  /// [count,places().count(),channels], as autograd keeps it; and back from it.
  const at::Tensor& pixels() const { return pixels_; }
  static PaddedPictures of(const at::Tensor& pixels, std::int64_t side) { return {pixels, side}; }
  /// [count,channels,side,side]: the pictures without what is around them, a view.
  at::Tensor inside() const;

 private:
  PaddedPictures(at::Tensor pixels, std::int64_t side);

  at::Tensor pixels_;
  Number* first_ = nullptr;
  std::int64_t side_ = 0;
  std::int64_t channels_ = 0;
};

}  // namespace facet
