#include "core/base/image.h"

#include <algorithm>
#include <cassert>

namespace facet {

Image make_image(int width, int height, int channels) {
  assert(width >= 0 && height >= 0 && channels > 0);
  Image image{width, height, channels, {}};
  image.pixels.assign(static_cast<std::size_t>(width) * static_cast<std::size_t>(height) *
                          static_cast<std::size_t>(channels),
                      0);
  return image;
}

void paste(const Image& source, int x, int y, Image& target) {
  assert(source.channels == target.channels);
  const int left = std::max(0, -x);
  const int right = std::min(source.width, target.width - x);
  if (right <= left) return;
  const auto channels = static_cast<std::size_t>(source.channels);
  for (int row = std::max(0, -y); row < std::min(source.height, target.height - y); ++row) {
    const auto from = (static_cast<std::size_t>(row) * static_cast<std::size_t>(source.width) +
                       static_cast<std::size_t>(left)) *
                      channels;
    const auto to = (static_cast<std::size_t>(y + row) * static_cast<std::size_t>(target.width) +
                     static_cast<std::size_t>(x + left)) *
                    channels;
    std::copy_n(source.pixels.begin() + static_cast<std::ptrdiff_t>(from),
                static_cast<std::size_t>(right - left) * channels,
                target.pixels.begin() + static_cast<std::ptrdiff_t>(to));
  }
}

Image face_image(std::span<const std::uint8_t> rgb) {
  assert(rgb.size() == kFaceBytes);
  return Image{kFaceSide, kFaceSide, 3, std::vector<std::uint8_t>(rgb.begin(), rgb.end())};
}

Image tile_faces(std::span<const ImagePtr> faces, int columns, int gap, std::uint8_t background) {
  assert(columns > 0 && gap >= 0);
  const int count = static_cast<int>(faces.size());
  const int rows = (count + columns - 1) / columns;
  const int pitch = kFaceSide + gap;
  Image sheet = make_image(columns * pitch - gap, std::max(0, rows * pitch - gap));
  std::fill(sheet.pixels.begin(), sheet.pixels.end(), background);
  for (int i = 0; i < count; ++i) {
    const ImagePtr& face = faces[static_cast<std::size_t>(i)];
    if (face) paste(*face, i % columns * pitch, i / columns * pitch, sheet);
  }
  return sheet;
}

}  // namespace facet
