#pragma once

#include <ATen/core/Tensor.h>
#include <torch/csrc/autograd/custom_function.h>

#include <algorithm>
#include <cstdint>
#include <vector>

#include "core/kernels/matrix_unit.h"
#include "core/kernels/padded_pictures.h"
#include "core/kernels/picture_columns.h"
#include "core/kernels/pixel_rows.h"
#include "core/kernels/stride_two_layer.h"

namespace facet {

/// Pictures that a thread takes through a layer before the next layer's weights replace its own in
/// the cache.
constexpr std::int64_t kGroup = 4;

/// Calls work(first, end) for each group of `begin` to `end` - 1.
template <typename Work>
void for_each_group(std::int64_t begin, std::int64_t end, const Work& work) {
  for (std::int64_t first = begin; first < end; first += kGroup) {
    work(first, std::min(first + kGroup, end));
  }
}

/// What a thread needs to write to while it works on a stack.
template <typename Number>
struct Workplace {
  /// `sums`: fp32 numbers for layers; `columns`: those of its faces.
  Workplace(std::int64_t sums, const PictureColumns& columns);

  /// All of such a picture, as the small one.
  LayerPart whole(const PaddedPictures<Number>& small) const {
    return {small.side(), small.side(), sums()};
  }
  float* sums() const { return first_sum_; }
  Number* columns() const { return first_column_; }

  MatrixUnit unit{MatrixUnit::best_kind()};

 private:
  at::Tensor sums_;
  at::Tensor columns_;
  float* first_sum_;
  Number* first_column_;
};

/// Puts zeros around the pictures `begin` to `end` - 1 of each level.
template <typename Number>
void clear_borders(const std::vector<PaddedPictures<Number>>& levels, std::int64_t begin,
                   std::int64_t end) {
  for (const PaddedPictures<Number>& level : levels) {
    for (std::int64_t i = begin; i < end; ++i) level.clear_border(i);
  }
}

/// Biases as layers add them: fp32, close.
std::vector<at::Tensor> added_biases(at::TensorList biases);
template <typename Number>
Finish<Number> with_bias(const at::Tensor& bias) {
  return {.bias = bias.const_data_ptr<float>()};
}
/// `active`: rows of a padded picture; `totals` [channels] fp32.
template <typename Number>
Finish<Number> where_active(const Number* active, const at::Tensor& totals) {
  return {.active = active, .totals = totals.mutable_data_ptr<float>()};
}

/// The sums over all slices of what each of them has, [slice][k], or none of them.
torch::autograd::variable_list sum_of_slices(
    const std::vector<torch::autograd::variable_list>& slices);

}  // namespace facet
