#include "core/kernels/strided_weight_gradient.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cstdint>

namespace facet {
namespace {

/// Pixels multiplied at once: enough for long products, few enough to stay in the last cache.
constexpr std::int64_t kPixels = 16384;
constexpr std::int64_t kKernel = 3;

/// Rows of channels, one a pixel, of `pictures` pictures of height x width, each with a row and a
/// column of zeros after its end, and `lead` rows of zeros before them all.
class PaddedPixels {
 public:
  PaddedPixels(std::int64_t lead, at::IntArrayRef shape, const at::TensorOptions& options)
      : lead_(lead),
        pixels_(shape[0] * (shape[1] + 1) * (shape[2] + 1)),
        rows_(at::zeros({lead + pixels_, shape[3]}, options)),
        inside_(rows_.narrow(0, lead, pixels_)
                    .view({shape[0], shape[1] + 1, shape[2] + 1, shape[3]})
                    .narrow(1, 0, shape[1])
                    .narrow(2, 0, shape[2])) {}

  /// Takes [n,H,W,C], n at most `pictures`.
  void fill(const at::Tensor& pictures) const {
    inside_.narrow(0, 0, pictures.size(0)).copy_(pictures);
  }
  /// The pixels of the first `count`, as they were `back` pixels before.
  at::Tensor moved(std::int64_t back, std::int64_t count) const {
    return rows_.narrow(0, lead_ - back, count);
  }

 private:
  std::int64_t lead_;
  std::int64_t pixels_;
  at::Tensor rows_;
  at::Tensor inside_;
};

at::Tensor every_second(const at::Tensor& rows_and_columns, std::int64_t row, std::int64_t column) {
  return rows_and_columns.slice(1, row, c10::nullopt, 2).slice(2, column, c10::nullopt, 2);
}

}  // namespace

at::Tensor strided_weight_gradient(const at::Tensor& small, const at::Tensor& large) {
  const at::Tensor low = small.permute({0, 2, 3, 1});
  const at::Tensor high = large.permute({0, 2, 3, 1});
  const std::int64_t pictures = low.size(0);
  const std::int64_t height = low.size(1);
  const std::int64_t width = low.size(2);
  const std::int64_t line = width + 1;
  const std::int64_t picture_pixels = (height + 1) * line;
  const std::int64_t group = std::clamp<std::int64_t>(kPixels / picture_pixels, 1, pictures);
  const PaddedPixels factor(0, {group, height, width, low.size(3)}, low.options());
  const PaddedPixels plane(line + 1, {group, height, width, high.size(3)}, high.options());

  at::Tensor sums = at::zeros({kKernel, kKernel, low.size(3), high.size(3)}, low.options());
  for (std::int64_t first = 0; first < pictures; first += group) {
    const std::int64_t count = std::min(group, pictures - first);
    const std::int64_t pixels = count * picture_pixels;
    factor.fill(low.narrow(0, first, count));
    const at::Tensor transposed = factor.moved(0, pixels).t();
    for (const std::int64_t odd_row : {0, 1}) {
      for (const std::int64_t odd_column : {0, 1}) {
        plane.fill(every_second(high.narrow(0, first, count), odd_row, odd_column));
        // Weight 1 meets the even rows; weights 0 and 2 the odd ones, above and below.
        for (std::int64_t ky = 1 - odd_row; ky < kKernel; ky += 2) {
          for (std::int64_t kx = 1 - odd_column; kx < kKernel; kx += 2) {
            const std::int64_t back = (ky == 0 ? line : 0) + (kx == 0 ? 1 : 0);
            sums[ky][kx].addmm_(transposed, plane.moved(back, pixels));
          }
        }
      }
    }
  }
  return sums.permute({2, 3, 0, 1});
}

}  // namespace facet
