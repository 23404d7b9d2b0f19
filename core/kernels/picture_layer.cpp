#include "core/kernels/picture_layer.h"

#include <ATen/ATen.h>

#include <algorithm>

namespace facet {
namespace {

constexpr std::int64_t kColumns = PictureColumns::kColumns;
constexpr std::int64_t kTaps = PictureColumns::kTaps;
/// Of a gradient's products, a multiple of what the matrix unit takes at once.
constexpr std::int64_t kPixelsSummed = 544;

// [channels,3,3,3] to [kColumns,channels]: rows of ky, kx, color, then zeros.
at::Tensor as_columns(const at::Tensor& weight) {
  const at::Tensor taps = weight.permute({2, 3, 1, 0}).flatten(0, 2);
  return at::constant_pad_nd(taps, {0, 0, 0, kColumns - kTaps});
}

}  // namespace

template <typename Number>
PictureLayer<Number>::PictureLayer(const PictureColumns& columns, const at::Tensor& weight)
    : columns_(columns),
      channels_(weight.size(0)),
      from_columns_(as_columns(weight)),
      to_columns_(as_columns(weight).t()) {}

template <typename Number>
std::int64_t PictureLayer<Number>::scratch_size() const {
  const PaddedPlaces place = columns_.places();
  return std::max(2 * kHalfRows * channels_, place.count() * kColumns);
}

template <typename Number>
void PictureLayer<Number>::from_face(MatrixUnit& unit, const Number* columns, std::int64_t rows,
                                     const Finish<Number>& finish, float* scratch,
                                     Number* pixels) const {
  const PaddedPlaces place = columns_.places();
  for (std::int64_t y = 0; y < rows; ++y) {
    for_each_run(place.side, [&](std::int64_t x, std::int64_t count, std::int64_t halves) {
      const std::int64_t here = place.at(y, x);
      unit.multiply({columns + here * kColumns, kColumns, count * kColumns, from_columns_.data(),
                     from_columns_.panel(), kColumns},
                    {scratch, count, halves, channels_, channels_}, /*adds=*/false);
      finish_row(finish, scratch, {here * channels_, channels_, halves * count, channels_}, pixels);
    });
  }
}

template <typename Number>
void PictureLayer<Number>::to_face(MatrixUnit& unit, const Number* pixels,
                                   const PictureColumns::Bias& bias, Rows face_rows, float* scratch,
                                   float* face_end) const {
  const PaddedPlaces place = columns_.places();
  const Rows rows = columns_.rows_for(face_rows);
  // The last row's right neighbour stands where the next row begins.
  const std::int64_t begin = place.at(rows.first, -1);
  const std::int64_t end = place.at(rows.end, -1) + 1;
  for_each_run(end - begin, [&](std::int64_t first, std::int64_t count, std::int64_t halves) {
    unit.multiply({pixels + (begin + first) * channels_, channels_, count * channels_,
                   to_columns_.data(), to_columns_.panel(), channels_},
                  {scratch + first * kColumns, count, halves, kColumns, kColumns}, /*adds=*/false);
  });
  columns_.gather(scratch, bias, face_rows, face_end);
}

template <typename Number>
PictureGradient<Number>::PictureGradient(const PictureColumns& columns, std::int64_t channels)
    : columns_(columns),
      channels_(channels),
      transposed_(at::zeros({kColumns, kPixelsSummed}, c10::CppTypeToScalarType<Number>::value)),
      panels_(at::empty({channels / kColumns, kPixelsSummed, kColumns},
                        c10::CppTypeToScalarType<Number>::value)),
      sums_(at::zeros({kColumns, channels}, at::kFloat)) {}

template <typename Number>
void PictureGradient<Number>::add(MatrixUnit& unit, const Number* columns, const Number* pixels,
                                  std::int64_t rows) {
  auto* const transposed = transposed_.mutable_data_ptr<Number>();
  auto* const panels = panels_.mutable_data_ptr<Number>();
  const PaddedPlaces place = columns_.places();
  const std::int64_t end = place.at(rows, 0);
  for (std::int64_t first = place.at(0, 0); first < end; first += kPixelsSummed) {
    const std::int64_t count = std::min(kPixelsSummed, end - first);
    transpose_pixels(columns, {first * kColumns, kColumns, count, kColumns}, transposed,
                     kPixelsSummed);
    pack_pixels(pixels, {first * channels_, channels_, count, channels_}, panels,
                panels_.stride(0));
    const std::int64_t inner = (count + kColumns - 1) / kColumns * kColumns;
    if (inner > count) panels_.slice(1, count, inner).zero_();
    unit.multiply(
        {transposed, kPixelsSummed, kHalfRows * kPixelsSummed, panels, panels_.stride(0), inner},
        {sums_.mutable_data_ptr<float>(), kHalfRows, 2, channels_, channels_}, /*adds=*/true);
  }
}

template <typename Number>
at::Tensor PictureGradient<Number>::sum() const {
  return sums_.narrow(0, 0, kTaps).unflatten(0, {3, 3, 3}).permute({3, 2, 0, 1});
}

template class PictureLayer<float>;
template class PictureLayer<c10::BFloat16>;
template class PictureGradient<float>;
template class PictureGradient<c10::BFloat16>;

}  // namespace facet
