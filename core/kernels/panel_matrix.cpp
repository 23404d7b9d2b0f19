#include "core/kernels/panel_matrix.h"

#include <ATen/ATen.h>

namespace facet {
namespace {

constexpr std::int64_t kPanel = 32;

at::Tensor panels(const at::Tensor& matrix, float) {
  return matrix.to(at::kFloat).unflatten(1, {-1, kPanel}).permute({1, 0, 2}).contiguous();
}

at::Tensor panels(const at::Tensor& matrix, c10::BFloat16) {
  return matrix.to(at::kBFloat16)
      .unflatten(1, {-1, kPanel})
      .unflatten(0, {-1, 2})
      .permute({2, 0, 3, 1})
      .contiguous();
}

}  // namespace

template <typename Number>
PanelMatrix<Number>::PanelMatrix(const at::Tensor& matrix)
    : rows_(matrix.size(0)), numbers_(panels(matrix, Number())) {}

template class PanelMatrix<float>;
template class PanelMatrix<c10::BFloat16>;

}  // namespace facet
