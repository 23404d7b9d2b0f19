#include "core/kernels/avx512_registers.h"

#include <immintrin.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>

// Of AVX512_BF16 GCC puts into a function only what stands there, so the fp32 ones run on every CPU
// with AVX512.
#define FACET_WIDE [[gnu::target("avx512f,avx512bf16")]]

namespace facet {
namespace {

constexpr std::int64_t kLanes = 16;  ///< fp32 numbers, or pairs of bf16 ones, in a register
constexpr std::int64_t kPanel = 2 * kLanes;
/// Rows whose sums are in registers at once, two for each: 16 of the 32, enough to hide how long an
/// addition takes, and a number of A is loaded once for both.
constexpr std::int64_t kRows = 8;

template <std::size_t kCount>
FACET_WIDE inline void add_products(const std::array<const float*, kCount>& rows, const float* b,
                                    std::int64_t inner, __m512 (&sums)[kCount][2]) {
  for (std::int64_t k = 0; k < inner; ++k, b += kPanel) {
    const __m512 left = _mm512_loadu_ps(b);
    const __m512 right = _mm512_loadu_ps(b + kLanes);
#pragma GCC unroll 8
    for (std::size_t row = 0; row < kCount; ++row) {
      const __m512 number = _mm512_set1_ps(rows[row][k]);
      sums[row][0] = _mm512_fmadd_ps(number, left, sums[row][0]);
      sums[row][1] = _mm512_fmadd_ps(number, right, sums[row][1]);
    }
  }
}

FACET_WIDE inline __m512bh as_bf16(__m512i bits) { return reinterpret_cast<__m512bh&>(bits); }

template <std::size_t kCount>
FACET_WIDE inline void add_products(const std::array<const c10::BFloat16*, kCount>& rows,
                                    const c10::BFloat16* b, std::int64_t inner,
                                    __m512 (&sums)[kCount][2]) {
  for (std::int64_t k = 0; k < inner; k += 2, b += 2 * kPanel) {
    const __m512bh left = as_bf16(_mm512_loadu_si512(b));
    const __m512bh right = as_bf16(_mm512_loadu_si512(b + kPanel));
#pragma GCC unroll 8
    for (std::size_t row = 0; row < kCount; ++row) {
      std::int32_t pair;
      std::memcpy(&pair, rows[row] + k, sizeof pair);
      const __m512bh numbers = as_bf16(_mm512_set1_epi32(pair));
      sums[row][0] = _mm512_dpbf16_ps(sums[row][0], numbers, left);
      sums[row][1] = _mm512_dpbf16_ps(sums[row][1], numbers, right);
    }
  }
}

/// 32 columns of the kCount rows from `first` on; those of the second half follow the first's.
template <typename Number, std::size_t kCount>
FACET_WIDE void multiply_rows(std::span<const Factors<Number>> products, const Sums& sums,
                              std::int64_t first, std::int64_t column, bool adds) {
  __m512 kept[kCount][2];
  float* const numbers = sums.numbers + first * sums.line + column;
#pragma GCC unroll 8
  for (std::size_t row = 0; row < kCount; ++row) {
    const float* const from = numbers + static_cast<std::int64_t>(row) * sums.line;
    kept[row][0] = adds ? _mm512_loadu_ps(from) : _mm512_setzero_ps();
    kept[row][1] = adds ? _mm512_loadu_ps(from + kLanes) : _mm512_setzero_ps();
  }
  for (const Factors<Number>& f : products) {
    std::array<const Number*, kCount> rows;
#pragma GCC unroll 8
    for (std::size_t row = 0; row < kCount; ++row) {
      const std::int64_t place = first + static_cast<std::int64_t>(row);
      rows[row] = place < sums.rows ? f.a + place * f.stride
                                    : f.a + f.half + (place - sums.rows) * f.stride;
    }
    add_products(rows, f.b_panels + column / kPanel * f.panel, f.inner, kept);
  }
#pragma GCC unroll 8
  for (std::size_t row = 0; row < kCount; ++row) {
    float* const to = numbers + static_cast<std::int64_t>(row) * sums.line;
    _mm512_storeu_ps(to, kept[row][0]);
    _mm512_storeu_ps(to + kLanes, kept[row][1]);
  }
}

template <typename Number>
using MultiplyRows = void (*)(std::span<const Factors<Number>>, const Sums&, std::int64_t,
                              std::int64_t, bool);

template <typename Number>
constexpr std::array<MultiplyRows<Number>, kRows> kMultiplyRows = {
    multiply_rows<Number, 1>, multiply_rows<Number, 2>, multiply_rows<Number, 3>,
    multiply_rows<Number, 4>, multiply_rows<Number, 5>, multiply_rows<Number, 6>,
    multiply_rows<Number, 7>, multiply_rows<Number, 8>};

template <typename Number>
void multiply_all(std::span<const Factors<Number>> products, const Sums& sums, bool adds) {
  const std::int64_t rows = sums.rows * sums.halves;
  for (std::int64_t column = 0; column < sums.columns; column += kPanel) {
    for (std::int64_t first = 0; first < rows; first += kRows) {
      const auto more = static_cast<std::size_t>(std::min(kRows, rows - first) - 1);
      kMultiplyRows<Number>[more](products, sums, first, column, adds);
    }
  }
}

}  // namespace

void multiply_in_registers(std::span<const Factors<float>> products, const Sums& sums, bool adds) {
  multiply_all(products, sums, adds);
}

void multiply_in_registers(std::span<const Factors<c10::BFloat16>> products, const Sums& sums,
                           bool adds) {
  multiply_all(products, sums, adds);
}

}  // namespace facet
