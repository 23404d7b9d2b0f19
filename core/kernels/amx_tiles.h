#pragma once

#include <cstdint>

#include "core/kernels/matrix_unit.h"

namespace facet {

// MatrixUnit's work on a CPU with AMX. Not to be called elsewhere.

/// Asks the system for the tiles' registers; whether this process may use them.
bool may_use_tiles();

/// Makes the thread's tiles fit for sums of so many rows in each half.
void begin_tiles(std::int64_t rows);
void end_tiles();

/// sums = or, where `adds`, += the products; begin_tiles() was called with as many rows.
void multiply_in_tiles(std::span<const Factors<c10::BFloat16>> products, const Sums& sums,
                       bool adds);

}  // namespace facet
