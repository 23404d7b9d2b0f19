#include "core/engine/picture_layout.h"

#include <doctest/doctest.h>

#include "core/engine/glyphs.h"

namespace facet {
namespace {

Image grey_face(std::uint8_t grey) {
  return face_image(std::vector<std::uint8_t>(kFaceBytes, grey));
}

std::uint8_t at(const Image& image, int x, int y) {
  return image.pixels[(static_cast<std::size_t>(y) * static_cast<std::size_t>(image.width) +
                       static_cast<std::size_t>(x)) *
                      3];
}

std::vector<Image> greys(int count) {
  std::vector<Image> faces;
  for (int i = 0; i < count; ++i) faces.push_back(grey_face(static_cast<std::uint8_t>(10 * i + 5)));
  return faces;
}

TEST_CASE("a grid lays faces out row by row with its gap") {
  const PictureLayout layout{PictureKind::kGrid, 2, 3, 200, {}, false};
  const Image sheet = compose_picture(layout, greys(3));
  CHECK(sheet.width == 131);
  CHECK(sheet.height == 131);
  CHECK(at(sheet, 0, 0) == 5);
  CHECK(at(sheet, 67, 0) == 15);
  CHECK(at(sheet, 0, 67) == 25);
  CHECK(at(sheet, 65, 0) == 200);
  CHECK(at(sheet, 130, 130) == 200);
}

TEST_CASE("a path shows its ends above the first and the last step") {
  const PictureLayout layout{PictureKind::kPath, 10, 4, 255, {}, false};
  const Image sheet = compose_picture(layout, greys(12));
  CHECK(sheet.width == 10 * 68 - 4 + 16);
  CHECK(at(sheet, 8, 8) == 5);
  CHECK(at(sheet, sheet.width - 9, 8) == 15);
  CHECK(at(sheet, 8, 8 + 64 + 8) == 25);
  CHECK(at(sheet, sheet.width - 9, 8 + 64 + 8) == 115);
  CHECK(at(sheet, 8 + 68, 8) == 255);
}

TEST_CASE("a walk's keyframes stand above their places, of a loop the first at both ends") {
  PictureLayout layout{PictureKind::kPath, 10, 4, 255, {}, false, 3, false};
  const Image open = compose_picture(layout, greys(3 + 5));
  CHECK(open.width == 5 * 68 - 4 + 16);
  CHECK(at(open, 8, 8) == 5);
  CHECK(at(open, 8 + 2 * 68, 8) == 15);
  CHECK(at(open, 8 + 4 * 68, 8) == 25);
  CHECK(at(open, 8, 80) == 35);
  CHECK(at(open, 8 + 4 * 68, 80) == 75);
  layout.closed = true;
  const Image closed = compose_picture(layout, greys(3 + 4));
  CHECK(at(closed, 8 + 68, 8) == 15);
  CHECK(at(closed, 8 + 2 * 68, 8) == 25);
  CHECK(at(closed, 8 + 3 * 68, 8) == 5);
  // Fewer steps than keyframes: the steps stand below the places that they have.
  const Image few = compose_picture(layout, greys(3 + 2));
  CHECK(few.width == closed.width);
  CHECK(at(few, 8 + 68, 80) == 255);
  CHECK(at(few, 8 + 3 * 68, 80) == 45);
}

TEST_CASE("an expression shows result, signs and terms in a row") {
  const PictureLayout layout{PictureKind::kArithmetic, 10, 0, 255, {1, -1, 0.5}, false};
  const Image sheet = compose_picture(layout, greys(4));
  CHECK(sheet.height == 80);
  CHECK(at(sheet, 8, 40) == 5);
  std::vector<std::uint8_t> seen;
  int ink = 0;
  for (int x = 0; x < sheet.width; ++x) {
    const std::uint8_t value = at(sheet, x, 12);
    if (value != 255 && (seen.empty() || seen.back() != value)) seen.push_back(value);
    for (int y = 0; y < sheet.height; ++y) ink += at(sheet, x, y) == 40 ? 1 : 0;
  }
  CHECK(seen == std::vector<std::uint8_t>{5, 15, 25, 35});
  CHECK(ink > 100);
  const PictureLayout plain{PictureKind::kArithmetic, 10, 0, 255, {1, -1, 1}, false};
  CHECK(compose_picture(plain, greys(4)).width < sheet.width);  // "0.5*" takes room
}

TEST_CASE("a film's frames are the steps, four times as large") {
  const PictureLayout layout{PictureKind::kPath, 10, 4, 255, {}, true};
  const std::vector<Image> frames = compose_film(layout, greys(5));
  REQUIRE(frames.size() == 3);
  CHECK(frames[0].width == 256);
  CHECK(frames[2].pixels.front() == 45);
  CHECK(frames[2].pixels.back() == 45);
}

TEST_CASE("a film of a loop leaves its last step out, which is the first again") {
  PictureLayout layout{PictureKind::kPath, 10, 4, 255, {}, true, 4, true};
  const std::vector<Image> frames = compose_film(layout, greys(4 + 3));
  REQUIRE(frames.size() == 2);
  CHECK(frames[0].pixels.front() == 45);
  CHECK(frames[1].pixels.front() == 55);
  CHECK(compose_film(layout, greys(4 + 1)).size() == 1);
}

TEST_CASE("layouts that no picture can have are refused") {
  PictureLayout layout;
  CHECK(check_layout(layout, 100));
  CHECK_FALSE(check_layout(layout, 0));
  CHECK_FALSE(check_layout(layout, 100001));
  layout.columns = 257;
  CHECK_FALSE(check_layout(layout, 257));  // 16,448 pixels
  layout.columns = 256;
  CHECK(check_layout(layout, 256));
  CHECK_FALSE(check_layout(layout, 256 * 256 + 1));
  layout.columns = 0;
  CHECK_FALSE(check_layout(layout, 1));
  layout = {PictureKind::kArithmetic, 1, 0, 255, {1, 1}, false};
  CHECK(check_layout(layout, 3));
  CHECK_FALSE(check_layout(layout, 2));
  layout.weights = {1, 1.0 / 0.0};
  CHECK_FALSE(check_layout(layout, 3));
  layout = {PictureKind::kPath, 1, 0, 255, {}, false};
  CHECK_FALSE(check_layout(layout, 2));
  CHECK_FALSE(check_layout(layout, 1000));
  layout.film = true;
  CHECK(check_layout(layout, 1000));
  layout.keys = 5;
  CHECK(check_layout(layout, 6));
  CHECK_FALSE(check_layout(layout, 5));
  layout.keys = 1;
  CHECK_FALSE(check_layout(layout, 6));
}

TEST_CASE("glyphs stay inside the picture and differ from one another") {
  const auto draw = [](const char* text, int x) {
    Image image = make_image(40, 20);
    draw_glyphs(text, x, 2, 2, 255, image);
    return image;
  };
  CHECK(draw("1", 2) != draw("7", 2));
  CHECK(draw("+", 2) != draw("-", 2));
  CHECK(draw("?", 2) == make_image(40, 20));
  CHECK(draw("8", 38) != make_image(40, 20));
  CHECK(draw("8", -100) == make_image(40, 20));
  CHECK(glyphs_width("12", 2) == 22);
}

}  // namespace
}  // namespace facet
