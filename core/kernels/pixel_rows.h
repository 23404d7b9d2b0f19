#pragma once

#include <c10/util/BFloat16.h>

#include <cstdint>

namespace facet {

/// Pixels in memory: the first number, numbers from one pixel to the next, how many pixels, and of
/// how many numbers, a multiple of 32.
struct PixelRow {
  std::int64_t first;
  std::int64_t step;
  std::int64_t count;
  std::int64_t channels;
};

/// What becomes of the fp32 sums of a convolution on their way into pictures.
template <typename Number>
struct Finish {
  /// [channels]: is added, and what is below 0 becomes 0. Null: not so.
  const float* bias = nullptr;
  /// A picture whose pixels lie as those that are written: where it is 0, 0 is written. Null: none.
  const Number* active = nullptr;
  /// [channels]: to which what is written is added. With `active` only.
  float* totals = nullptr;
};

// Loops over many numbers. Those on bf16 run only on a CPU with a unit for it. Any thread.

/// Writes sums [count,channels] to the pixels of `row` of a picture.
void finish_row(const Finish<float>& finish, const float* sums, const PixelRow& row,
                float* picture);
void finish_row(const Finish<c10::BFloat16>& finish, const float* sums, const PixelRow& row,
                c10::BFloat16* picture);

/// Pixels as the rows of a PanelMatrix, 32 channels in a panel, the panels `panel` numbers apart.
/// An even `count`.
void pack_pixels(const float* picture, const PixelRow& row, float* panels, std::int64_t panel);
void pack_pixels(const c10::BFloat16* picture, const PixelRow& row, c10::BFloat16* panels,
                 std::int64_t panel);

/// Pixels as columns: number c of pixel i to columns[c * stride + i]. `count` is even.
void transpose_pixels(const float* picture, const PixelRow& row, float* columns,
                      std::int64_t stride);
void transpose_pixels(const c10::BFloat16* picture, const PixelRow& row, c10::BFloat16* columns,
                      std::int64_t stride);

}  // namespace facet
