#pragma once

#include <array>
#include <cstdint>

#include "core/kernels/padded_pictures.h"

namespace facet {

/// Rows `first` to `end` - 1.
struct Rows {
  std::int64_t first;
  std::int64_t end;
};

/// The pixels of a face as the 3x3 convolution of stride 1 or 2 and padding 1 between a face and
/// many channels meets them: for each pixel of the many channels a row of kColumns numbers, its
/// 3x3x3 weights' places (ky,kx,color) and zeros. Rows lie as padded pictures do; pixels are
/// counted from the face's last one on, and a face is given as the end of its numbers
/// [side,side,3].
class PictureColumns {
 public:
  static constexpr std::int64_t kColors = 3;
  static constexpr std::int64_t kTaps = 9 * kColors;
  static constexpr std::int64_t kColumns = 32;
  using Bias = std::array<float, kColors>;

  /// `side` of the face, `stride` 1 or 2.
  PictureColumns(std::int64_t side, std::int64_t stride) : side_(side), stride_(stride) {}

  /// Of the pixels that have the rows.
  PaddedPlaces places() const { return {side_ / stride_}; }

  /// Row (y,x), place (ky,kx,color) = face(stride y+ky-1,stride x+kx-1,color), or 0 outside of it.
  /// Of `rows` rows from `first` on; writes to `columns`, some rows of a padded picture of kColumns
  /// channels, what lies inside.
  template <typename Number>
  void spread(const float* face_end, std::int64_t first, std::int64_t rows, Number* columns) const;

  /// The way back, its transpose: face(y,x,color) = `bias` + the sum of all that row and place
  /// stand for it, in the given rows of the face. `columns`, fp32: of rows_for() these rows, from
  /// their column -1 on, 0 around the picture.
  void gather(const float* columns, const Bias& bias, Rows face_rows, float* face_end) const;
  /// The rows, -1 and places().side among them, that rows of a face are gathered from.
  Rows rows_for(Rows face_rows) const;

 private:
  template <std::int64_t kStride>
  void gather_from(const float* columns, const Bias& bias, Rows face_rows, float* face_end) const;
  /// Numbers from a pixel to the face's end.
  std::int64_t to_end(std::int64_t y, std::int64_t x) const {
    return (y * side_ + x + 1) * kColors;
  }

  std::int64_t side_;
  std::int64_t stride_;
};

}  // namespace facet
