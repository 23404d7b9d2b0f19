#include "core/kernels/padded_pictures.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <utility>

namespace facet {

PaddedPictures::PaddedPictures(std::int64_t count, std::int64_t side, std::int64_t channels)
    : pixels_(at::empty({count, PaddedPlaces{side}.count(), channels}, at::kBFloat16)),
      side_(side),
      channels_(channels) {}

PaddedPictures PaddedPictures::of(at::Tensor pixels, std::int64_t side) {
  PaddedPictures pictures;
  pictures.channels_ = pixels.size(2);
  pictures.side_ = side;
  pictures.pixels_ = std::move(pixels);
  return pictures;
}

c10::BFloat16* PaddedPictures::picture(std::int64_t index, std::int64_t row) const {
  return pixels_.mutable_data_ptr<c10::BFloat16>() + index * pixels_.stride(0) +
         row * places().line() * channels_;
}

void PaddedPictures::clear_border(std::int64_t index) const {
  c10::BFloat16* const first = picture(index);
  const auto clear = [&](std::int64_t from, std::int64_t end) {
    std::fill(first + from * channels_, first + end * channels_, c10::BFloat16(0));
  };
  const PaddedPlaces place = places();
  clear(0, place.at(0, 0));
  for (std::int64_t y = 0; y + 1 < side_; ++y) clear(place.at(y, side_), place.at(y + 1, 0));
  clear(place.at(side_ - 1, side_), place.count());
}

at::Tensor PaddedPictures::inside() const {
  return pixels_
      .as_strided({count(), side_, side_, channels_},
                  {pixels_.stride(0), places().line() * channels_, channels_, 1},
                  pixels_.storage_offset() + places().at(0, 0) * channels_)
      .permute({0, 3, 1, 2});
}

}  // namespace facet
