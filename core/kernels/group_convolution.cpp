#include "core/kernels/group_convolution.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <numeric>

#include "core/kernels/pixel_rows.h"
#include "core/kernels/weight_taps.h"

namespace facet {
namespace {

constexpr std::int64_t kPanel = 32;
constexpr std::int64_t kRows = 2 * kHalfRows;
/// Between the rows of a matrix whose length may be a multiple of a page: without it they would
/// compete for the same places of the cache.
constexpr std::int64_t kGap = 32;

/// For each tap a matrix [channels taken,channels made], one below the other.
template <typename Number>
PanelMatrix<Number> tap_matrices(const ConvolutionShape& shape, LayerDirection direction,
                                 const at::Tensor& weight) {
  std::vector<std::int64_t> all(static_cast<std::size_t>(shape.taps()));
  std::iota(all.begin(), all.end(), 0);
  const WeightTaps<Number> taps(weight);
  return direction == LayerDirection::kDown ? taps.downwards(all) : taps.upwards(all);
}

}  // namespace

template <typename Number>
GroupConvolution<Number>::GroupConvolution(const ConvolutionShape& shape, LayerDirection direction,
                                           const at::Tensor& weight, const at::Tensor& bias,
                                           std::int64_t small_side)
    : pairs_(pair_pixels(shape, direction, small_side)),
      taken_channels_(weight.size(direction == LayerDirection::kDown ? 1 : 0)),
      made_channels_(weight.size(direction == LayerDirection::kDown ? 0 : 1)),
      weights_(tap_matrices<Number>(shape, direction, weight)) {
  if (bias.defined()) start_ = bias.to(at::kFloat).expand({kRows, made_channels_}).contiguous();
}

template <typename Number>
void GroupConvolution<Number>::make(MatrixUnit& unit, PictureGroup<Number>& group,
                                    const at::Tensor& made, std::int64_t first) const {
  const Number* const taken = group.by_pixels();
  const std::int64_t pixel = PictureGroup<Number>::kPictures * taken_channels_;
  const std::int64_t count = std::min(PictureGroup<Number>::kPictures, made.size(0) - first);
  const std::int64_t step = made.stride(0);
  auto* const to = made.mutable_data_ptr<Number>() + first * step;
  const at::Tensor scratch = at::empty({kRows, made_channels_}, at::kFloat);
  auto* const numbers = scratch.mutable_data_ptr<float>();
  const float* const start = start_.defined() ? start_.const_data_ptr<float>() : nullptr;
  std::vector<Factors<Number>> products;
  for (const PixelPair& pair : pairs_) {
    products.clear();
    for (const Tap& tap : pair.taps) {
      products.push_back({taken + tap.pixel * pixel, taken_channels_, pair.move * pixel,
                          weights_.data() + tap.weight * taken_channels_ * kPanel, weights_.panel(),
                          taken_channels_});
    }
    const bool adds = start != nullptr;
    if (adds) std::copy_n(start, pair.count * kHalfRows * made_channels_, numbers);
    unit.multiply(products, {numbers, kHalfRows, pair.count, made_channels_, made_channels_}, adds);
    for (std::int64_t i = 0; i < pair.count; ++i) {
      finish_row(
          Finish<Number>{}, numbers + i * kHalfRows * made_channels_,
          {pair.made[static_cast<std::size_t>(i)] * made_channels_, step, count, made_channels_},
          to);
    }
  }
}

template <typename Number>
GroupGradient<Number>::GroupGradient(const ConvolutionShape& shape, std::int64_t small_side,
                                     std::int64_t small_channels, std::int64_t large_channels)
    : shape_(shape),
      side_(small_side),
      small_channels_(small_channels),
      large_channels_(large_channels),
      column_step_(small_side * small_side * PictureGroup<Number>::kPictures + kGap),
      columns_(at::empty({small_channels, column_step_}, c10::CppTypeToScalarType<Number>::value)),
      panels_(
          at::empty({large_channels / kPanel, place(shape.stride * shape.stride, 0, -1), kPanel},
                    c10::CppTypeToScalarType<Number>::value)),
      sums_(at::empty({small_channels, shape.taps(), large_channels}, at::kFloat)) {
  auto* const numbers = panels_.mutable_data_ptr<Number>();
  for (std::int64_t panel = 0; panel < panels_.size(0); ++panel) {
    for (std::int64_t row = 0; row < shape.stride * shape.stride * side_; ++row) {
      for (const std::int64_t x : {std::int64_t{-1}, side_}) {
        std::fill_n(numbers + panel * panels_.stride(0) + place(0, row, x) * kPanel,
                    PictureGroup<Number>::kPictures * kPanel, Number(0));
      }
    }
  }
}

template <typename Number>
std::int64_t GroupGradient<Number>::place(std::int64_t plane, std::int64_t y,
                                          std::int64_t x) const {
  return ((plane * side_ + y) * (side_ + 2) + x + 1) * PictureGroup<Number>::kPictures;
}

template <typename Number>
void GroupGradient<Number>::pack(const PictureGroup<Number>& small,
                                 const PictureGroup<Number>& large) {
  constexpr std::int64_t kPictures = PictureGroup<Number>::kPictures;
  auto* const columns = columns_.mutable_data_ptr<Number>();
  for (std::int64_t pixel = 0; pixel < side_ * side_; ++pixel) {
    transpose_pixels(small.pictures(),
                     {pixel * small_channels_, small.step(), kPictures, small_channels_},
                     columns + pixel * kPictures, column_step_);
  }
  auto* const panels = panels_.mutable_data_ptr<Number>();
  const std::int64_t stride = shape_.stride;
  const std::int64_t large_side = stride * side_;
  for (std::int64_t y = 0; y < large_side; ++y) {
    for (std::int64_t x = 0; x < large_side; ++x) {
      const std::int64_t plane = y % stride * stride + x % stride;
      pack_pixels(
          large.pictures(),
          {(y * large_side + x) * large_channels_, large.step(), kPictures, large_channels_},
          panels + place(plane, y / stride, x / stride) * kPanel, panels_.stride(0));
    }
  }
}

template <typename Number>
void GroupGradient<Number>::add(MatrixUnit& unit, const PictureGroup<Number>& small,
                                const PictureGroup<Number>& large) {
  pack(small, large);
  for (std::int64_t ky = 0; ky < shape_.kernel; ++ky) {
    for (std::int64_t kx = 0; kx < shape_.kernel; ++kx) multiply(unit, ky, kx);
  }
  has_sums_ = true;
}

template <typename Number>
at::Tensor GroupGradient<Number>::sum() const {
  const at::Tensor sum = at::empty({small_channels_, large_channels_, shape_.kernel, shape_.kernel},
                                   columns_.options(), at::MemoryFormat::ChannelsLast);
  finish_row(Finish<Number>{}, sums_.const_data_ptr<float>(),
             {0, large_channels_, small_channels_ * shape_.taps(), large_channels_},
             sum.mutable_data_ptr<Number>());
  return sum;
}

template <typename Number>
void GroupGradient<Number>::multiply(MatrixUnit& unit, std::int64_t ky, std::int64_t kx) {
  const std::int64_t row = side_ * PictureGroup<Number>::kPictures;
  // Large pixel = stride (small pixel + move) + plane.
  const std::int64_t stride = shape_.stride;
  const std::int64_t from_y = ky - shape_.padding + stride;
  const std::int64_t from_x = kx - shape_.padding + stride;
  const std::int64_t plane = from_y % stride * stride + from_x % stride;
  const std::int64_t down = from_y / stride - 1;
  const std::int64_t right = from_x / stride - 1;
  const auto* const columns = columns_.const_data_ptr<Number>();
  const auto* const panels = panels_.const_data_ptr<Number>();
  const std::int64_t line = shape_.taps() * large_channels_;
  float* const sums = sums_.mutable_data_ptr<float>() + (ky * shape_.kernel + kx) * large_channels_;
  std::vector<Factors<Number>> products;
  for (std::int64_t channel = 0; channel < small_channels_; channel += kRows) {
    products.clear();
    for (std::int64_t y = std::max<std::int64_t>(0, -down);
         y < side_ - std::max<std::int64_t>(0, down); ++y) {
      products.push_back({columns + channel * column_step_ + y * row, column_step_,
                          kHalfRows * column_step_, panels + place(plane, y + down, right) * kPanel,
                          panels_.stride(0), row});
    }
    unit.multiply(products, {sums + channel * line, kHalfRows, 2, large_channels_, line},
                  has_sums_);
  }
}

template class GroupConvolution<float>;
template class GroupConvolution<c10::BFloat16>;
template class GroupGradient<float>;
template class GroupGradient<c10::BFloat16>;

}  // namespace facet
