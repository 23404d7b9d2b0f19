#include "core/base/image.h"

#include <doctest/doctest.h>

namespace facet {
namespace {

ImagePtr plain_face(std::uint8_t value) {
  return std::make_shared<const Image>(face_image(std::vector<std::uint8_t>(kFaceBytes, value)));
}

std::uint8_t red_at(const Image& image, int x, int y) {
  return image.pixels[(static_cast<std::size_t>(y) * static_cast<std::size_t>(image.width) +
                       static_cast<std::size_t>(x)) *
                      3];
}

TEST_CASE("faces are tiled row by row with a gap, and a missing one stays background") {
  const std::vector<ImagePtr> faces = {plain_face(10), nullptr, plain_face(30)};
  const Image sheet = tile_faces(faces, 2, 2, 7);
  CHECK(sheet.width == 130);
  CHECK(sheet.height == 130);
  CHECK(red_at(sheet, 0, 0) == 10);
  CHECK(red_at(sheet, 64, 0) == 7);
  CHECK(red_at(sheet, 66, 0) == 7);
  CHECK(red_at(sheet, 63, 129) == 30);
  CHECK(red_at(sheet, 66, 66) == 7);
}

TEST_CASE("pasting clips what lies outside") {
  Image target = make_image(4, 4);
  paste(*plain_face(9), -63, 2, target);
  CHECK(red_at(target, 0, 2) == 9);
  CHECK(red_at(target, 1, 2) == 0);
  CHECK(red_at(target, 0, 1) == 0);
  paste(*plain_face(5), 4, 0, target);
  CHECK(red_at(target, 3, 0) == 0);
}

}  // namespace
}  // namespace facet
