#include "core/model/pictures.h"

#include <ATen/ATen.h>

#include <cassert>

namespace facet {

at::Tensor empty_pictures(std::int64_t count) {
  return at::empty({count, 3, kFaceSide, kFaceSide},
                   at::TensorOptions(at::kFloat).memory_format(at::MemoryFormat::ChannelsLast));
}

void set_picture(at::Tensor& pictures, std::int64_t index, std::span<const std::uint8_t> rgb) {
  assert(rgb.size() == kFaceBytes && index < pictures.size(0));
  float* to = pictures.mutable_data_ptr<float>() + static_cast<std::size_t>(index) * kFaceBytes;
  for (std::size_t i = 0; i < kFaceBytes; ++i) to[i] = static_cast<float>(rgb[i]) / 255.0F;
}

at::Tensor stack_pictures(std::span<const ImagePtr> faces, std::int64_t size) {
  const auto count = static_cast<std::int64_t>(faces.size());
  at::Tensor pictures = empty_pictures(size);
  for (std::int64_t i = 0; i < count; ++i) {
    set_picture(pictures, i, faces[static_cast<std::size_t>(i)]->pixels);
  }
  pictures.narrow(0, count, size - count).zero_();
  return pictures;
}

std::vector<Image> to_images(const at::Tensor& pictures, std::int64_t count) {
  const at::Tensor rows = pictures.narrow(0, 0, count)
                              .to(at::kCPU, at::kFloat)
                              .contiguous(at::MemoryFormat::ChannelsLast);
  const float* from = rows.const_data_ptr<float>();
  std::vector<Image> images(static_cast<std::size_t>(count), make_image(kFaceSide, kFaceSide));
  for (Image& image : images) {
    for (std::uint8_t& value : image.pixels) {
      value = static_cast<std::uint8_t>(*from++ * 255.0F + 0.5F);
    }
  }
  return images;
}

}  // namespace facet
