#include "core/kernels/padded_pictures.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <utility>

namespace facet {

template <typename Number>
PaddedPictures<Number>::PaddedPictures(std::int64_t count, std::int64_t side, std::int64_t channels)
    : PaddedPictures(at::empty({count, PaddedPlaces{side}.count(), channels},
                               c10::CppTypeToScalarType<Number>::value),
                     side) {}

template <typename Number>
PaddedPictures<Number>::PaddedPictures(at::Tensor pixels, std::int64_t side)
    : pixels_(std::move(pixels)),
      first_(pixels_.mutable_data_ptr<Number>()),
      side_(side),
      channels_(pixels_.size(2)) {}

template <typename Number>
void PaddedPictures<Number>::clear_border(std::int64_t index) const {
  Number* const first = picture(index);
  const auto clear = [&](std::int64_t from, std::int64_t end) {
    std::fill(first + from * channels_, first + end * channels_, Number(0));
  };
  const PaddedPlaces place = places();
  clear(0, place.at(0, 0));
  for (std::int64_t y = 0; y + 1 < side_; ++y) clear(place.at(y, side_), place.at(y + 1, 0));
  clear(place.at(side_ - 1, side_), place.count());
}

template <typename Number>
at::Tensor PaddedPictures<Number>::inside() const {
  return pixels_
      .as_strided({count(), side_, side_, channels_},
                  {pixels_.stride(0), places().line() * channels_, channels_, 1},
                  pixels_.storage_offset() + places().at(0, 0) * channels_)
      .permute({0, 3, 1, 2});
}

template class PaddedPictures<float>;
template class PaddedPictures<c10::BFloat16>;

}  // namespace facet
