#include "core/kernels/matrix_unit.h"

#include <ATen/native/CPUBlas.h>

#include "core/kernels/amx_tiles.h"
#include "core/kernels/avx512_registers.h"
#include "core/kernels/cpu.h"

namespace facet {
namespace {

constexpr std::int64_t kPanel = 32;

void multiply_by_onednn(const Factors<float>& f, const Sums& sums, bool adds) {
  const bool at_once = sums.halves == 2 && f.half == sums.rows * f.stride;
  const std::int64_t parts = at_once ? 1 : sums.halves;
  const std::int64_t rows = at_once ? 2 * sums.rows : sums.rows;
  for (std::int64_t part = 0; part < parts; ++part) {
    float* const numbers = sums.numbers + part * rows * sums.line;
    for (std::int64_t column = 0; column < sums.columns; column += kPanel) {
      at::native::cpublas::brgemm(rows, kPanel, f.inner, f.stride, kPanel, sums.line, adds,
                                  f.a + part * f.half, f.b_panels + column / kPanel * f.panel,
                                  numbers + column);
    }
  }
}

}  // namespace

MatrixUnit::Kind MatrixUnit::best_kind() {
  if (!has_avx512()) return Kind::kAnyCpu;
  if (!has_avx512_bf16()) return Kind::kAvx512;
  return may_use_tiles() ? Kind::kAmx : Kind::kAvx512Bf16;
}

MatrixUnit::MatrixUnit(Kind kind) : kind_(kind) {}

MatrixUnit::~MatrixUnit() {
  if (tile_rows_ != 0) end_tiles();
}

void MatrixUnit::multiply(std::span<const Factors<float>> products, const Sums& sums, bool adds) {
  if (kind_ != Kind::kAnyCpu) return multiply_in_registers(products, sums, adds);
  for (const Factors<float>& factors : products) {
    multiply_by_onednn(factors, sums, adds);
    adds = true;
  }
}

void MatrixUnit::multiply(std::span<const Factors<c10::BFloat16>> products, const Sums& sums,
                          bool adds) {
  if (kind_ != Kind::kAmx) return multiply_in_registers(products, sums, adds);
  if (tile_rows_ != sums.rows) begin_tiles(sums.rows);
  tile_rows_ = sums.rows;
  multiply_in_tiles(products, sums, adds);
}

}  // namespace facet
