#include "core/kernels/picture_group.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cstring>

namespace facet {

template <typename Number>
PictureGroup<Number>::PictureGroup(std::int64_t pixels, std::int64_t channels)
    : pixels_(pixels), channels_(channels) {}

template <typename Number>
void PictureGroup<Number>::take(const at::Tensor& pictures, std::int64_t first) {
  const std::int64_t count = pictures.size(0) - first;
  const Number* const from = pictures.const_data_ptr<Number>() + first * step();
  if (count >= kPictures) {
    pictures_ = from;
    return;
  }
  filled_ = at::zeros({kPictures, pixels_, channels_}, pictures.scalar_type());
  std::copy_n(from, count * step(), filled_.mutable_data_ptr<Number>());
  pictures_ = filled_.const_data_ptr<Number>();
}

template <typename Number>
const Number* PictureGroup<Number>::by_pixels() {
  if (!turned_.defined()) {
    turned_ = at::empty({pixels_, kPictures, channels_}, c10::CppTypeToScalarType<Number>::value);
  }
  auto* const turned = turned_.mutable_data_ptr<Number>();
  for (std::int64_t pixel = 0; pixel < pixels_; ++pixel) {
    for (std::int64_t i = 0; i < kPictures; ++i) {
      std::memcpy(turned + (pixel * kPictures + i) * channels_,
                  pictures_ + i * step() + pixel * channels_,
                  static_cast<std::size_t>(channels_) * sizeof(Number));
    }
  }
  return turned;
}

template class PictureGroup<float>;
template class PictureGroup<c10::BFloat16>;

}  // namespace facet
