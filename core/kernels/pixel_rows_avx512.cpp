#include "core/kernels/pixel_rows_avx512.h"

#include <immintrin.h>

#include <algorithm>
#include <cstddef>

#define FACET_WIDE [[gnu::target("avx512f,avx512bw,avx512vl,avx512dq,avx512bf16")]]

namespace facet {
namespace {

constexpr std::int64_t kLanes = 16;  ///< fp32 numbers, or pairs of bf16 ones, in a register

FACET_WIDE inline void store(__m512 low, __m512 high, float* to) {
  _mm512_storeu_ps(to, low);
  _mm512_storeu_ps(to + kLanes, high);
}

FACET_WIDE inline void store(__m512 low, __m512 high, c10::BFloat16* to) {
  const __m512bh rounded = _mm512_cvtne2ps_pbh(high, low);
  _mm512_storeu_si512(to, reinterpret_cast<const __m512i&>(rounded));
}

FACET_WIDE inline __mmask16 is_not_zero(const float* from) {
  return _mm512_cmp_ps_mask(_mm512_loadu_ps(from), _mm512_setzero_ps(), _CMP_NEQ_UQ);
}

/// Of the first numbers, from bit 16 on of the second.
FACET_WIDE inline __mmask32 are_not_zero(const float* from) {
  return is_not_zero(from) | static_cast<__mmask32>(is_not_zero(from + kLanes)) << kLanes;
}

FACET_WIDE inline __mmask32 are_not_zero(const c10::BFloat16* from) {
  const __m512i numbers = _mm512_loadu_si512(from);
  return _mm512_test_epi16_mask(numbers, numbers);
}

// Every function below writes 32 channels of all pixels, then the next 32: what belongs to a
// channel stays in a register.

template <typename Number>
FACET_WIDE void finish_with_relu(const float* bias, const float* sums, const PixelRow& row,
                                 Number* picture) {
  const __m512 zero = _mm512_setzero_ps();
  for (std::int64_t c = 0; c < row.channels; c += 2 * kLanes) {
    const __m512 bias_low = _mm512_loadu_ps(bias + c);
    const __m512 bias_high = _mm512_loadu_ps(bias + c + kLanes);
    for (std::int64_t i = 0; i < row.count; ++i) {
      const float* const from = sums + i * row.channels + c;
      // The second operand is what comes of a NaN: it is not hidden.
      const __m512 low = _mm512_max_ps(zero, _mm512_add_ps(_mm512_loadu_ps(from), bias_low));
      const __m512 high =
          _mm512_max_ps(zero, _mm512_add_ps(_mm512_loadu_ps(from + kLanes), bias_high));
      store(low, high, picture + row.first + i * row.step + c);
    }
  }
}

template <typename Number>
FACET_WIDE void finish_where_active(const Finish<Number>& finish, const float* sums,
                                    const PixelRow& row, Number* picture) {
  for (std::int64_t c = 0; c < row.channels; c += 2 * kLanes) {
    __m512 total_low = _mm512_loadu_ps(finish.totals + c);
    __m512 total_high = _mm512_loadu_ps(finish.totals + c + kLanes);
    for (std::int64_t i = 0; i < row.count; ++i) {
      const float* const from = sums + i * row.channels + c;
      const std::int64_t place = row.first + i * row.step + c;
      const __mmask32 on = are_not_zero(finish.active + place);
      const __m512 low = _mm512_maskz_loadu_ps(static_cast<__mmask16>(on), from);
      const __m512 high =
          _mm512_maskz_loadu_ps(static_cast<__mmask16>(on >> kLanes), from + kLanes);
      total_low = _mm512_add_ps(total_low, low);
      total_high = _mm512_add_ps(total_high, high);
      store(low, high, picture + place);
    }
    _mm512_storeu_ps(finish.totals + c, total_low);
    _mm512_storeu_ps(finish.totals + c + kLanes, total_high);
  }
}

template <typename Number>
FACET_WIDE void finish_as_it_is(const float* sums, const PixelRow& row, Number* picture) {
  for (std::int64_t i = 0; i < row.count; ++i) {
    for (std::int64_t c = 0; c < row.channels; c += 2 * kLanes) {
      const float* const from = sums + i * row.channels + c;
      store(_mm512_loadu_ps(from), _mm512_loadu_ps(from + kLanes),
            picture + row.first + i * row.step + c);
    }
  }
}

// 16 lines of 16 numbers or pairs become 16 lines of those that stood below one another: first
// within blocks of 4 x 4, then those blocks.
FACET_WIDE inline void transpose(__m512i (&lines)[kLanes]) {
  __m512i next[kLanes];
  for (std::int64_t i = 0; i < kLanes; i += 4) {
    const __m512i ab_low = _mm512_unpacklo_epi32(lines[i], lines[i + 1]);
    const __m512i ab_high = _mm512_unpackhi_epi32(lines[i], lines[i + 1]);
    const __m512i cd_low = _mm512_unpacklo_epi32(lines[i + 2], lines[i + 3]);
    const __m512i cd_high = _mm512_unpackhi_epi32(lines[i + 2], lines[i + 3]);
    next[i] = _mm512_unpacklo_epi64(ab_low, cd_low);
    next[i + 1] = _mm512_unpackhi_epi64(ab_low, cd_low);
    next[i + 2] = _mm512_unpacklo_epi64(ab_high, cd_high);
    next[i + 3] = _mm512_unpackhi_epi64(ab_high, cd_high);
  }
  constexpr int kEven = 0x88;  // quarters 0 and 2 of both
  constexpr int kOdd = 0xdd;   // quarters 1 and 3 of both
  for (std::int64_t i = 0; i < 4; ++i) {
    const __m512i upper_even = _mm512_shuffle_i32x4(next[i], next[i + 4], kEven);
    const __m512i upper_odd = _mm512_shuffle_i32x4(next[i], next[i + 4], kOdd);
    const __m512i lower_even = _mm512_shuffle_i32x4(next[i + 8], next[i + 12], kEven);
    const __m512i lower_odd = _mm512_shuffle_i32x4(next[i + 8], next[i + 12], kOdd);
    lines[i] = _mm512_shuffle_i32x4(upper_even, lower_even, kEven);
    lines[i + 4] = _mm512_shuffle_i32x4(upper_odd, lower_odd, kEven);
    lines[i + 8] = _mm512_shuffle_i32x4(upper_even, lower_even, kOdd);
    lines[i + 12] = _mm512_shuffle_i32x4(upper_odd, lower_odd, kOdd);
  }
}

template <typename Number>
void finish_pixels(const Finish<Number>& finish, const float* sums, const PixelRow& row,
                   Number* picture) {
  if (finish.bias != nullptr) {
    finish_with_relu(finish.bias, sums, row, picture);
  } else if (finish.active != nullptr) {
    finish_where_active(finish, sums, row, picture);
  } else {
    finish_as_it_is(sums, row, picture);
  }
}

/// The `count` lowest bits, 16 at most.
__mmask16 lowest(std::int64_t count) {
  return static_cast<__mmask16>((1U << static_cast<unsigned>(count)) - 1U);
}

}  // namespace

namespace avx512 {

void finish_row(const Finish<float>& finish, const float* sums, const PixelRow& row,
                float* picture) {
  finish_pixels(finish, sums, row, picture);
}

FACET_WIDE void transpose_pixels(const float* picture, const PixelRow& row, float* columns,
                                 std::int64_t stride) {
  for (std::int64_t first = 0; first < row.count; first += kLanes) {
    const std::int64_t pixels = std::min(kLanes, row.count - first);
    for (std::int64_t channel = 0; channel < row.channels; channel += kLanes) {
      __m512i lines[kLanes];
      for (std::int64_t i = 0; i < pixels; ++i) {
        lines[i] = _mm512_loadu_si512(picture + row.first + (first + i) * row.step + channel);
      }
      transpose(lines);
      for (std::int64_t c = 0; c < kLanes; ++c) {
        _mm512_mask_storeu_epi32(columns + (channel + c) * stride + first, lowest(pixels),
                                 lines[c]);
      }
    }
  }
}

}  // namespace avx512

void finish_row(const Finish<c10::BFloat16>& finish, const float* sums, const PixelRow& row,
                c10::BFloat16* picture) {
  finish_pixels(finish, sums, row, picture);
}

FACET_WIDE void pack_pixels(const c10::BFloat16* picture, const PixelRow& row,
                            c10::BFloat16* panels, std::int64_t panel) {
  // Numbers of the first pixel and, from 32 on, of the second.
  const __m512i each = _mm512_set_epi32(0x2f000f, 0x2e000e, 0x2d000d, 0x2c000c, 0x2b000b, 0x2a000a,
                                        0x290009, 0x280008, 0x270007, 0x260006, 0x250005, 0x240004,
                                        0x230003, 0x220002, 0x210001, 0x200000);
  const __m512i upper = _mm512_add_epi16(each, _mm512_set1_epi16(kLanes));
  for (std::int64_t i = 0; i < row.count; i += 2) {
    const c10::BFloat16* const first = picture + row.first + i * row.step;
    c10::BFloat16* to = panels + i * 2 * kLanes;
    for (std::int64_t c = 0; c < row.channels; c += 2 * kLanes) {
      const __m512i a = _mm512_loadu_si512(first + c);
      const __m512i b = _mm512_loadu_si512(first + row.step + c);
      _mm512_storeu_si512(to, _mm512_permutex2var_epi16(a, each, b));
      _mm512_storeu_si512(to + 2 * kLanes, _mm512_permutex2var_epi16(a, upper, b));
      to += panel;
    }
  }
}

FACET_WIDE void transpose_pixels(const c10::BFloat16* picture, const PixelRow& row,
                                 c10::BFloat16* columns, std::int64_t stride) {
  for (std::int64_t first = 0; first < row.count; first += 2 * kLanes) {
    const std::int64_t pairs = std::min(kLanes, (row.count - first) / 2);
    for (std::int64_t channel = 0; channel < row.channels; channel += kLanes) {
      __m512i lines[kLanes];
      for (std::int64_t i = 0; i < pairs; ++i) {
        const c10::BFloat16* const even =
            picture + row.first + (first + 2 * i) * row.step + channel;
        const __m512i low =
            _mm512_cvtepu16_epi32(_mm256_loadu_si256(reinterpret_cast<const __m256i*>(even)));
        const __m512i high = _mm512_cvtepu16_epi32(
            _mm256_loadu_si256(reinterpret_cast<const __m256i*>(even + row.step)));
        lines[i] = _mm512_or_si512(low, _mm512_slli_epi32(high, kLanes));
      }
      transpose(lines);
      for (std::int64_t c = 0; c < kLanes; ++c) {
        _mm512_mask_storeu_epi32(columns + (channel + c) * stride + first, lowest(pairs), lines[c]);
      }
    }
  }
}

}  // namespace facet
