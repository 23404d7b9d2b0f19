#include "core/kernels/matrix_unit.h"

#include <ATen/native/CPUBlas.h>

#include <type_traits>

#include "core/kernels/amx_tiles.h"

namespace facet {
namespace {

constexpr std::int64_t kPanel = 32;

template <typename Number>
void multiply_by_onednn(const Factors<Number>& f, const Sums& sums, bool adds) {
  constexpr bool kPaired = std::is_same_v<Number, c10::BFloat16>;
  const bool at_once = sums.halves == 2 && f.half == sums.rows * f.stride;
  const std::int64_t parts = at_once ? 1 : sums.halves;
  const std::int64_t rows = at_once ? 2 * sums.rows : sums.rows;
  for (std::int64_t part = 0; part < parts; ++part) {
    float* const numbers = sums.numbers + part * rows * sums.line;
    for (std::int64_t column = 0; column < sums.columns; column += kPanel) {
      at::native::cpublas::brgemm(rows, kPanel, f.inner, f.stride, kPanel, sums.line, adds,
                                  f.a + part * f.half, f.b_panels + column / kPanel * f.panel,
                                  numbers + column, kPaired);
    }
  }
}

template <typename Number>
void multiply_by_onednn(std::span<const Factors<Number>> products, const Sums& sums, bool adds) {
  for (const Factors<Number>& factors : products) {
    multiply_by_onednn(factors, sums, adds);
    adds = true;
  }
}

}  // namespace

MatrixUnit::Kind MatrixUnit::best_kind() {
  if (__builtin_cpu_supports("avx512bf16") == 0) return Kind::kFp32;
  if (may_use_tiles()) return Kind::kAmx;
  return at::native::cpublas::could_pack(at::kBFloat16) ? Kind::kAvx512 : Kind::kFp32;
}

MatrixUnit::MatrixUnit(Kind kind) : kind_(kind) {}

MatrixUnit::~MatrixUnit() {
  if (kind_ == Kind::kAmx) {
    end_tiles();
  } else if (kind_ == Kind::kAvx512) {
    at::native::cpublas::brgemm_release();
  }
}

void MatrixUnit::multiply(std::span<const Factors<float>> products, const Sums& sums, bool adds) {
  multiply_by_onednn(products, sums, adds);
}

void MatrixUnit::multiply(std::span<const Factors<c10::BFloat16>> products, const Sums& sums,
                          bool adds) {
  if (kind_ != Kind::kAmx) return multiply_by_onednn(products, sums, adds);
  if (tile_rows_ != sums.rows) begin_tiles(sums.rows);
  tile_rows_ = sums.rows;
  multiply_in_tiles(products, sums, adds);
}

}  // namespace facet
