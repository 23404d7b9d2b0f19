#include "core/kernels/stack_parts.h"

#include <ATen/ATen.h>

namespace facet {

Workplace::Workplace(std::int64_t sums, const PictureColumns& columns)
    : sums_(at::empty({sums}, at::kFloat)),
      columns_(at::zeros({columns.places().count(), PictureColumns::kColumns}, at::kBFloat16)) {}

std::vector<at::Tensor> added_biases(at::TensorList biases) {
  std::vector<at::Tensor> added;
  for (const at::Tensor& bias : biases) added.push_back(bias.to(at::kFloat).contiguous());
  return added;
}

Finish with_bias(const at::Tensor& bias) { return {.bias = bias.const_data_ptr<float>()}; }

Finish where_active(const c10::BFloat16* active, const at::Tensor& totals) {
  return {.active = active, .totals = totals.mutable_data_ptr<float>()};
}

torch::autograd::variable_list sum_of_slices(
    const std::vector<torch::autograd::variable_list>& slices) {
  torch::autograd::variable_list sums = slices.front();
  for (std::size_t slice = 1; slice < slices.size(); ++slice) {
    for (std::size_t k = 0; k < sums.size(); ++k) sums[k] = sums[k] + slices[slice][k];
  }
  return sums;
}

}  // namespace facet
