#include "core/kernels/picture_columns.h"

#include <ATen/core/Tensor.h>

#include <algorithm>
#include <cstring>
#include <vector>

namespace facet {
namespace {

constexpr std::int64_t kKernel = 3;
constexpr std::int64_t kRun = kKernel * PictureColumns::kColors;  ///< numbers of a row of weights

/// The colors of a pixel and a number that does not count: four at once are one operation.
using Four [[gnu::vector_size(4 * sizeof(float))]] = float;

inline Four load(const float* numbers) {
  Four four;
  std::memcpy(&four, numbers, sizeof(four));
  return four;
}

}  // namespace

template <typename Number>
void PictureColumns::spread(const float* face_end, std::int64_t first_row, std::int64_t rows,
                            Number* columns) const {
  // With zeros around them, each row of weights meets nine numbers side by side.
  const PaddedPlaces place = places();
  const std::int64_t line = (side_ + 2) * kColors;
  const std::int64_t first = stride_ * first_row - 1;
  const std::int64_t end = first + stride_ * (rows - 1) + kKernel;
  std::vector<Number> padded(static_cast<std::size_t>((end - first) * line));
  std::vector<Number> rounded(static_cast<std::size_t>(side_ * kColors));
  for (std::int64_t y = std::max<std::int64_t>(first, 0); y < std::min(end, side_); ++y) {
    Number* const to = padded.data() + (y - first) * line + kColors;
    // Rounded in the order of memory, many at a time; then turned.
    std::copy_n(face_end - to_end(y, side_ - 1), side_ * kColors, rounded.begin());
    for (std::int64_t x = 0; x < side_; ++x) {
      std::copy_n(rounded.begin() + (side_ - 1 - x) * kColors, kColors, to + x * kColors);
    }
  }
  for (std::int64_t y = 0; y < rows; ++y) {
    for (std::int64_t x = 0; x < place.side; ++x) {
      Number* const to = columns + place.at(y, x) * kColumns;
      const Number* const from = padded.data() + stride_ * (y * line + x * kColors);
      for (std::int64_t ky = 0; ky < kKernel; ++ky) {
        std::memcpy(to + ky * kRun, from + ky * line, kRun * sizeof(Number));
      }
    }
  }
}

template void PictureColumns::spread(const float*, std::int64_t, std::int64_t, float*) const;
template void PictureColumns::spread(const float*, std::int64_t, std::int64_t,
                                     c10::BFloat16*) const;

Rows PictureColumns::rows_for(Rows face_rows) const {
  return {(face_rows.first + stride_ - 1) / stride_ - 1, face_rows.end / stride_ + 1};
}

template <std::int64_t kStride>
void PictureColumns::gather_from(const float* columns, const Bias& bias, Rows face_rows,
                                 float* face_end) const {
  const std::int64_t line = places().line();
  const std::int64_t first = rows_for(face_rows).first;
  const Four start{bias[0], bias[1], bias[2], 0};
  for (std::int64_t y = face_rows.first; y < face_rows.end; ++y) {
    for (std::int64_t x = 0; x < side_; ++x) {
      Four sum = start;
      // With stride 2, only every second row and column of weights leads to a pixel.
      for (std::int64_t ky = (y + 1) % kStride; ky < kKernel; ky += kStride) {
        for (std::int64_t kx = (x + 1) % kStride; kx < kKernel; kx += kStride) {
          const std::int64_t row = (y - ky + 1) / kStride - first;
          const std::int64_t column = (x - kx + 1) / kStride + 1;
          sum += load(columns + (row * line + column) * kColumns + (ky * kKernel + kx) * kColors);
        }
      }
      std::memcpy(face_end - to_end(y, x), &sum, kColors * sizeof(float));
    }
  }
}

void PictureColumns::gather(const float* columns, const Bias& bias, Rows face_rows,
                            float* face_end) const {
  if (stride_ == 1) {
    gather_from<1>(columns, bias, face_rows, face_end);
  } else {
    gather_from<2>(columns, bias, face_rows, face_end);
  }
}

}  // namespace facet
