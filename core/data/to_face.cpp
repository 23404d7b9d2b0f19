#include <algorithm>

#include "core/data/dataset.h"
#include "core/image/resample.h"

namespace facet {

Image to_face(const Image& picture, std::uint8_t background) {
  if (picture.width == kFaceSide && picture.height == kFaceSide && picture.channels == 3) {
    return picture;
  }
  const int side = std::min(picture.width, picture.height);
  const Rectangle middle{(picture.width - side) / 2, (picture.height - side) / 2, side, side};
  return resample(picture, middle, kFaceSide, kFaceSide, background);
}

}  // namespace facet
