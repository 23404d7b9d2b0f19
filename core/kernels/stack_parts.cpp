#include "core/kernels/stack_parts.h"

#include <ATen/ATen.h>

namespace facet {

template <typename Number>
Workplace<Number>::Workplace(std::int64_t sums, const PictureColumns& columns)
    : sums_(at::empty({sums}, at::kFloat)),
      columns_(at::zeros({columns.places().count(), PictureColumns::kColumns},
                         c10::CppTypeToScalarType<Number>::value)),
      first_sum_(sums_.mutable_data_ptr<float>()),
      first_column_(columns_.mutable_data_ptr<Number>()) {}

std::vector<at::Tensor> added_biases(at::TensorList biases) {
  std::vector<at::Tensor> added;
  for (const at::Tensor& bias : biases) added.push_back(bias.to(at::kFloat).contiguous());
  return added;
}

torch::autograd::variable_list sum_of_slices(
    const std::vector<torch::autograd::variable_list>& slices) {
  torch::autograd::variable_list sums = slices.front();
  for (std::size_t slice = 1; slice < slices.size(); ++slice) {
    for (std::size_t k = 0; k < sums.size(); ++k)
      if (sums[k].defined()) sums[k].add_(slices[slice][k]);
  }
  return sums;
}

template struct Workplace<float>;
template struct Workplace<c10::BFloat16>;

}  // namespace facet
