#include "core/kernels/paired_matrix.h"

#include <ATen/ATen.h>

namespace facet {

namespace {

constexpr std::int64_t kPanel = 32;

}  // namespace

PairedMatrix::PairedMatrix(const at::Tensor& matrix)
    : numbers_(matrix.to(at::kBFloat16)
                   .reshape({matrix.size(0) / 2, 2, matrix.size(1) / kPanel, kPanel})
                   .permute({2, 0, 3, 1})
                   .contiguous()) {}

}  // namespace facet
