#pragma once

#include "core/kernels/pixel_rows.h"

// The functions of pixel_rows.h that they pass on to on a CPU with AVX512. Not to be called
// elsewhere.
namespace facet::avx512 {

void finish_row(const Finish<float>& finish, const float* sums, const PixelRow& row,
                float* picture);
void transpose_pixels(const float* picture, const PixelRow& row, float* columns,
                      std::int64_t stride);

}  // namespace facet::avx512
