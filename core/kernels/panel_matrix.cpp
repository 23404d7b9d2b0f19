#include "core/kernels/panel_matrix.h"

#include <ATen/ATen.h>

namespace facet {

template <typename Number>
PanelMatrix<Number>::PanelMatrix(std::int64_t rows, std::int64_t columns)
    : rows_(rows),
      numbers_(
          at::empty({columns / kPanel, rows, kPanel}, c10::CppTypeToScalarType<Number>::value)),
      data_(numbers_.mutable_data_ptr<Number>()) {}

template <typename Number>
PanelMatrix<Number>::PanelMatrix(const at::Tensor& matrix)
    : PanelMatrix(matrix.size(0), matrix.size(1)) {
  const at::Tensor numbers = matrix.to(numbers_.scalar_type()).contiguous();
  const std::int64_t columns = matrix.size(1);
  set_rows(0, numbers.const_data_ptr<Number>(), {0, columns, rows_, columns});
}

template <typename Number>
void PanelMatrix<Number>::set_rows(std::int64_t first, const Number* numbers,
                                   const PixelRow& rows) {
  pack_pixels(numbers, rows, data_ + first * kPanel, panel());
}

template class PanelMatrix<float>;
template class PanelMatrix<c10::BFloat16>;

}  // namespace facet
