#include "core/kernels/stride_two_gradient.h"

#include <ATen/ATen.h>

#include "core/kernels/padded_pictures.h"
#include "core/kernels/pixel_rows.h"

namespace facet {
namespace {

/// Pixels of a product: enough that it earns the reading of its sums, few enough that columns,
/// planes and sums stay in the second cache.
constexpr std::int64_t kPixels = 256;
constexpr std::int64_t kStep = 32;  ///< columns of a panel, and pixels that a product takes at once
constexpr std::int64_t kTaps = 9;
constexpr std::int64_t kChannelsAtOnce = 2 * kHalfRows;  ///< rows of a product

// The most rows that divide a picture and are no more than kPixels.
std::int64_t most_rows(std::int64_t side) {
  std::int64_t rows = side;
  while (rows > 1 && (rows * side > kPixels || side % rows != 0)) --rows;
  return rows;
}

}  // namespace

template <typename Number>
StrideTwoGradient<Number>::StrideTwoGradient(std::int64_t small_side, std::int64_t small_channels,
                                             std::int64_t large_channels)
    : side_(small_side),
      small_channels_(small_channels),
      large_channels_(large_channels),
      rows_(most_rows(small_side)),
      columns_(at::empty({2, 2, small_channels, kPixels}, c10::CppTypeToScalarType<Number>::value)),
      planes_(at::empty({2, 2, large_channels / kStep, kPixels, kStep},
                        c10::CppTypeToScalarType<Number>::value)),
      sums_(at::empty({small_channels, 3, 3, large_channels}, at::kFloat)),
      first_column_(columns_.mutable_data_ptr<Number>()),
      first_plane_(planes_.mutable_data_ptr<Number>()) {}

template <typename Number>
Number* StrideTwoGradient<Number>::columns(std::int64_t rows, std::int64_t pixels) const {
  return first_column_ + (2 * rows + pixels) * kPixels * small_channels_;
}

template <typename Number>
Number* StrideTwoGradient<Number>::plane(std::int64_t odd_row, std::int64_t odd_column) const {
  return first_plane_ + (2 * odd_row + odd_column) * kPixels * large_channels_;
}

template <typename Number>
void StrideTwoGradient<Number>::add(MatrixUnit& unit, const Number* small, const Number* large,
                                    std::int64_t rows) {
  for (std::int64_t row = 0; row < rows; row += rows_) {
    if (packed_ + rows_ * side_ > kPixels) multiply(unit);
    pack(small, large, row);
  }
}

template <typename Number>
void StrideTwoGradient<Number>::pack(const Number* small, const Number* large,
                                     std::int64_t first_row) {
  const PaddedPlaces low{side_};
  const PaddedPlaces high{2 * side_};
  for (const std::int64_t y : {0, 1}) {
    for (const std::int64_t x : {0, 1}) {
      Number* const moved = columns(y, x) + packed_;
      Number* const met = plane(y, x) + packed_ * kStep;
      for (std::int64_t row = 0; row < rows_; ++row) {
        const std::int64_t small_place = low.at(first_row + row + y, x);
        transpose_pixels(small,
                         {small_place * small_channels_, small_channels_, side_, small_channels_},
                         moved + row * side_, kPixels);
        const std::int64_t large_place = high.at(2 * (first_row + row) + y, x);
        pack_pixels(large,
                    {large_place * large_channels_, 2 * large_channels_, side_, large_channels_},
                    met + row * side_ * kStep, kPixels * kStep);
      }
    }
  }
  packed_ += rows_ * side_;
}

template <typename Number>
void StrideTwoGradient<Number>::multiply(MatrixUnit& unit) {
  if (packed_ == 0) return;
  const std::int64_t pixels = (packed_ + kStep - 1) / kStep * kStep;
  if (pixels > packed_) {
    columns_.slice(3, packed_, pixels).zero_();
    planes_.slice(3, packed_, pixels).zero_();
  }
  const std::int64_t line = kTaps * large_channels_;
  auto* sums = sums_.mutable_data_ptr<float>();
  for (std::int64_t ky = 0; ky < 3; ++ky) {
    for (std::int64_t kx = 0; kx < 3; ++kx) {
      // Weight 1 meets the even rows; weight 0 the odd ones, weight 2 those above. Columns
      // likewise.
      const Number* const moved = columns(ky == 2 ? 1 : 0, kx == 2 ? 1 : 0);
      const Number* const met = plane(ky == 1 ? 0 : 1, kx == 1 ? 0 : 1);
      for (std::int64_t c = 0; c < small_channels_; c += kChannelsAtOnce) {
        unit.multiply(
            {moved + c * kPixels, kPixels, kHalfRows * kPixels, met, kPixels * kStep, pixels},
            {sums + c * line, kHalfRows, 2, large_channels_, line}, has_sums_);
      }
      sums += large_channels_;
    }
  }
  packed_ = 0;
  has_sums_ = true;
}

template <typename Number>
at::Tensor StrideTwoGradient<Number>::sum(MatrixUnit& unit) {
  multiply(unit);
  if (!has_sums_) sums_.zero_();
  return sums_.permute({0, 3, 1, 2});
}

template class StrideTwoGradient<float>;
template class StrideTwoGradient<c10::BFloat16>;

}  // namespace facet
