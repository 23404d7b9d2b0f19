#include "core/kernels/weight_taps.h"

#include <ATen/ATen.h>

namespace facet {

template <typename Number>
WeightTaps<Number>::WeightTaps(const at::Tensor& weight)
    : small_(weight.size(0)),
      large_(weight.size(1)),
      count_(weight.size(2) * weight.size(3)),
      weight_(weight.to(c10::CppTypeToScalarType<Number>::value)
                  .contiguous(at::MemoryFormat::ChannelsLast)),
      numbers_(weight_.const_data_ptr<Number>()) {}

template <typename Number>
PanelMatrix<Number> WeightTaps<Number>::upwards(std::span<const std::int64_t> taps) const {
  PanelMatrix<Number> matrix(static_cast<std::int64_t>(taps.size()) * small_, large_);
  std::int64_t first = 0;
  for (const std::int64_t tap : taps) {
    matrix.set_rows(first, numbers_, row(tap));
    first += small_;
  }
  return matrix;
}

template <typename Number>
PanelMatrix<Number> WeightTaps<Number>::downwards(std::span<const std::int64_t> taps) const {
  const std::int64_t rows = static_cast<std::int64_t>(taps.size()) * large_;
  const at::Tensor turned = at::empty({rows, small_}, weight_.scalar_type());
  auto* to = turned.mutable_data_ptr<Number>();
  for (const std::int64_t tap : taps) {
    transpose_pixels(numbers_, row(tap), to, small_);
    to += large_ * small_;
  }
  return PanelMatrix<Number>(turned);
}

template class WeightTaps<float>;
template class WeightTaps<c10::BFloat16>;

}  // namespace facet
