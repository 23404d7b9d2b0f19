#pragma once

#include "core/kernels/matrix_unit.h"

namespace facet {

// MatrixUnit's work on a CPU with AVX512, for bf16 with AVX512_BF16 too. Not to be called
// elsewhere.

/// sums = or, where `adds`, += the products.
void multiply_in_registers(std::span<const Factors<float>> products, const Sums& sums, bool adds);
void multiply_in_registers(std::span<const Factors<c10::BFloat16>> products, const Sums& sums,
                           bool adds);

}  // namespace facet
