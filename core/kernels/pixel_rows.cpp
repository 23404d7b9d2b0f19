#include "core/kernels/pixel_rows.h"

#include <algorithm>

#include "core/kernels/cpu.h"
#include "core/kernels/pixel_rows_avx512.h"

// Compiled for each width of registers that a CPU may have.
#define FACET_EACH_CPU [[gnu::target_clones("arch=x86-64-v3", "default")]]

namespace facet {
namespace {

constexpr std::int64_t kPanel = 32;
constexpr std::int64_t kBlock = 16;

}  // namespace

FACET_EACH_CPU void finish_row(const Finish<float>& finish, const float* sums, const PixelRow& row,
                               float* picture) {
  if (has_avx512()) return avx512::finish_row(finish, sums, row, picture);
  for (std::int64_t i = 0; i < row.count; ++i) {
    const float* __restrict const from = sums + i * row.channels;
    float* __restrict const to = picture + row.first + i * row.step;
    if (finish.bias != nullptr) {
      const float* __restrict const bias = finish.bias;
      for (std::int64_t c = 0; c < row.channels; ++c) {
        const float sum = from[c] + bias[c];
        to[c] = sum < 0 ? 0.0F : sum;  // what is not a number stays so
      }
    } else if (finish.active != nullptr) {
      const float* __restrict const active = finish.active + row.first + i * row.step;
      float* __restrict const totals = finish.totals;
      for (std::int64_t c = 0; c < row.channels; ++c) {
        const float kept = active[c] == 0 ? 0.0F : from[c];
        totals[c] += kept;
        to[c] = kept;
      }
    } else {
      std::copy_n(from, row.channels, to);
    }
  }
}

FACET_EACH_CPU void pack_pixels(const float* picture, const PixelRow& row, float* panels,
                                std::int64_t panel) {
  for (std::int64_t i = 0; i < row.count; ++i) {
    const float* __restrict const from = picture + row.first + i * row.step;
    float* __restrict const to = panels + i * kPanel;
    for (std::int64_t c = 0; c < row.channels; c += kPanel) {
      for (std::int64_t k = 0; k < kPanel; ++k) to[c / kPanel * panel + k] = from[c + k];
    }
  }
}

FACET_EACH_CPU void transpose_pixels(const float* picture, const PixelRow& row, float* columns,
                                     std::int64_t stride) {
  if (has_avx512()) return avx512::transpose_pixels(picture, row, columns, stride);
  for (std::int64_t first = 0; first < row.count; first += kBlock) {
    const std::int64_t pixels = std::min(kBlock, row.count - first);
    for (std::int64_t channel = 0; channel < row.channels; channel += kBlock) {
      const float* const from = picture + row.first + first * row.step + channel;
      float* const to = columns + channel * stride + first;
      for (std::int64_t c = 0; c < kBlock; ++c) {
        for (std::int64_t i = 0; i < pixels; ++i) to[c * stride + i] = from[i * row.step + c];
      }
    }
  }
}

}  // namespace facet
