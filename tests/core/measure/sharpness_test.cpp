#include "core/measure/sharpness.h"

#include "core/data/dataset.h"
#include "core/image/resample.h"

#include <doctest/doctest.h>

namespace facet {
namespace {

ImagePtr blurred(const Image& face, int side) {
  const Image small = resample(face, {0, 0, kFaceSide, kFaceSide}, side, side);
  return std::make_shared<const Image>(resample(small, {0, 0, side, side}, kFaceSide, kFaceSide));
}

TEST_CASE("the more a face is blurred the less sharp it is") {
  const DatasetPtr dataset = *open_dataset("drawn:10:1");
  std::vector<ImagePtr> sharp, soft, flat;
  for (int i = 0; i < 10; ++i) {
    sharp.push_back(dataset->picture(i));
    soft.push_back(blurred(*sharp.back(), 32));
    flat.push_back(blurred(*sharp.back(), 8));
  }
  CHECK(sharpness(sharp) > 1.3 * sharpness(soft));
  CHECK(sharpness(soft) > 1.3 * sharpness(flat));
  CHECK(sharpness(sharp) < 1);
}

TEST_CASE("one colour has no detail, and no face is no sharpness") {
  const ImagePtr grey = std::make_shared<const Image>(make_image(kFaceSide, kFaceSide));
  CHECK(sharpness(std::vector{grey}) == 0);
  CHECK(sharpness({}) == 0);
}

}  // namespace
}  // namespace facet
