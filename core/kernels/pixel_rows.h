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

/// What becomes of the fp32 sums of a convolution on their way into bf16 pictures.
struct Finish {
  /// [channels]: is added, and what is below 0 becomes 0. Null: not so.
  const float* bias = nullptr;
  /// A picture whose pixels lie as those that are written: where it is 0, 0 is written. Null: none.
  const c10::BFloat16* active = nullptr;
  /// [channels]: to which what is written is added. With `active` only.
  float* totals = nullptr;
};

// Loops over many numbers, compiled for each kind of CPU. Any thread.

/// Writes sums [count,channels] to the pixels of `row` of a picture.
void finish_row(const Finish& finish, const float* sums, const PixelRow& row,
                c10::BFloat16* picture);

/// Two pixels after another, their numbers side by side, 32 channels in a panel:
/// [channels/32,count/2,32,2], the panels `panel` numbers apart. `count` is even.
void pair_pixels(const c10::BFloat16* picture, const PixelRow& row, c10::BFloat16* pairs,
                 std::int64_t panel);

/// Pixels as columns: number c of pixel i to columns[c * stride + i]. `count` is even, columns + i
/// aligned to 4 bytes.
void transpose_pixels(const c10::BFloat16* picture, const PixelRow& row, c10::BFloat16* columns,
                      std::int64_t stride);

}  // namespace facet
