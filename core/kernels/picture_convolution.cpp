#include "core/kernels/picture_convolution.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <torch/csrc/autograd/custom_function.h>

#include <algorithm>
#include <cstdint>

namespace facet {
namespace {

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

constexpr std::int64_t kKernel = 3;
constexpr std::int64_t kColors = 3;
constexpr std::int64_t kTaps = kKernel * kKernel * kColors;
/// Columns a pixel: kTaps and zeros up to whole vectors, which the matrix product likes better.
constexpr std::int64_t kColumns = 32;
constexpr std::int64_t kRowsAtOnce = 16;

struct PictureSize {
  std::int64_t height;
  std::int64_t width;
};

// Column (ky, kx, color) of pixel (y, x) belongs to color `color` of pixel (y - ky + 1, x - kx +
// 1). Calls use(column, color) for each pair of places inside the picture, along picture row `row`.
template <typename Use>
void for_each_tap(std::int64_t row, PictureSize size, const Use& use) {
  const std::int64_t y = row % size.height;
  for (std::int64_t ky = 0; ky < kKernel; ++ky) {
    const std::int64_t from = y + ky - 1;
    if (from < 0 || from >= size.height) continue;
    const std::int64_t line = (row + ky - 1) * size.width;
    for (std::int64_t x = 0; x < size.width; ++x) {
      const std::int64_t first = std::max<std::int64_t>(0, 1 - x);
      const std::int64_t end = std::min(kKernel, size.width + 1 - x);
      for (std::int64_t kx = first; kx < end; ++kx) {
        use((line + x + kx - 1) * kColumns + (ky * kKernel + kx) * kColors,
            (row * size.width + x) * kColors);
      }
    }
  }
}

// columns: [N*H*W,kColumns] to pictures [N*H*W,3], begun with the bias.
at::Tensor gather(const at::Tensor& columns, const at::Tensor& bias, PictureSize size) {
  at::Tensor pictures = bias.expand({columns.size(0), kColors}).clone(at::MemoryFormat::Contiguous);
  const float* from = columns.const_data_ptr<float>();
  auto* to = pictures.mutable_data_ptr<float>();
  const auto rows = columns.size(0) / size.width;
  at::parallel_for(0, rows, kRowsAtOnce, [&](std::int64_t begin, std::int64_t end) {
    for (std::int64_t row = begin; row < end; ++row) {
      for_each_tap(row, size, [&](std::int64_t column, std::int64_t color) {
        for (std::int64_t c = 0; c < kColors; ++c) to[color + c] += from[column + c];
      });
    }
  });
  return pictures;
}

// The way back: pictures [N*H*W,3] to the columns they were gathered from.
at::Tensor scatter(const at::Tensor& pictures, PictureSize size) {
  at::Tensor columns = at::zeros({pictures.size(0), kColumns}, pictures.options());
  const float* from = pictures.const_data_ptr<float>();
  auto* to = columns.mutable_data_ptr<float>();
  const auto rows = pictures.size(0) / size.width;
  // Each row writes columns of the rows around it, but no two rows write the same column.
  at::parallel_for(0, rows, kRowsAtOnce, [&](std::int64_t begin, std::int64_t end) {
    for (std::int64_t row = begin; row < end; ++row) {
      for_each_tap(row, size, [&](std::int64_t column, std::int64_t color) {
        for (std::int64_t c = 0; c < kColors; ++c) to[column + c] = from[color + c];
      });
    }
  });
  return columns;
}

// [3,C,3,3] to [C,kColumns].
at::Tensor as_columns(const at::Tensor& weight) {
  at::Tensor columns = at::zeros({weight.size(1), kColumns}, weight.options());
  columns.narrow(1, 0, kTaps).copy_(weight.permute({1, 2, 3, 0}).reshape({weight.size(1), kTaps}));
  return columns;
}

at::Tensor as_pixels(const at::Tensor& pictures) {
  return pictures.permute({0, 2, 3, 1}).reshape({-1, pictures.size(1)});
}

at::Tensor as_pictures(const at::Tensor& pixels, PictureSize size) {
  return pixels.view({-1, size.height, size.width, pixels.size(1)}).permute({0, 3, 1, 2});
}

class PictureConvolution : public torch::autograd::Function<PictureConvolution> {
 public:
  static at::Tensor forward(AutogradContext* context, const at::Tensor& x, const at::Tensor& weight,
                            const at::Tensor& bias) {
    context->save_for_backward({x, weight});
    const PictureSize size{x.size(2), x.size(3)};
    return as_pictures(gather(as_pixels(x).mm(as_columns(weight)), bias, size), size);
  }

  static variable_list backward(AutogradContext* context, const variable_list& gradients) {
    const variable_list saved = context->get_saved_variables();
    const at::Tensor& x = saved[0];
    const at::Tensor& weight = saved[1];
    const PictureSize size{x.size(2), x.size(3)};
    const at::Tensor pixels = as_pixels(gradients[0]).contiguous();
    const at::Tensor columns = scatter(pixels, size);
    at::Tensor to_x;
    if (context->needs_input_grad(0)) {
      to_x = as_pictures(columns.mm(as_columns(weight).t()), size);
    }
    const at::Tensor to_weight = as_pixels(x).t().mm(columns).narrow(1, 0, kTaps);
    return {to_x,
            to_weight.reshape({weight.size(1), kKernel, kKernel, kColors}).permute({3, 0, 1, 2}),
            pixels.sum(0)};
  }
};

}  // namespace

at::Tensor picture_convolution(const at::Tensor& x, const at::Tensor& weight,
                               const at::Tensor& bias) {
  if (!x.is_cpu() || x.scalar_type() != at::kFloat) return at::conv2d(x, weight, bias, 1, 1);
  return PictureConvolution::apply(x, weight, bias);
}

}  // namespace facet
