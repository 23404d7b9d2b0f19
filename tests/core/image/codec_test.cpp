#include "core/image/codec.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>

#include "core/base/files.h"
#include "core/image/orientation.h"
#include "tests/support/picture_files.h"
#include "tests/support/temporary_folder.h"

namespace facet {
namespace {

Image decode(const std::string& file) {
  Result<Image> image = decode_picture(as_bytes(file), "x");
  REQUIRE(image);
  return std::move(*image);
}

/// The largest difference of a channel; alpha is left out.
int distance(const Image& a, const Image& b) {
  REQUIRE(a.width == b.width);
  REQUIRE(a.height == b.height);
  int largest = 0;
  const auto pixels = static_cast<std::size_t>(a.width * a.height);
  for (std::size_t i = 0; i < pixels; ++i) {
    for (std::size_t c = 0; c < 3; ++c) {
      const int value = a.pixels[i * static_cast<std::size_t>(a.channels) + c];
      const int other = b.pixels[i * static_cast<std::size_t>(b.channels) + c];
      largest = std::max(largest, std::abs(value - other));
    }
  }
  return largest;
}

TEST_CASE("a BMP file is read to the byte, whatever the padding of its rows") {
  for (const int width : {5, 6, 7, 8}) {
    const Image picture = sample_picture(width, 9);
    CHECK(decode(bmp_file(picture)) == picture);
  }
}

TEST_CASE("a JPEG file is read closely, and upright") {
  const Image picture = sample_picture(48, 32);
  const std::string file = jpeg_file(picture, 100);
  if (file.empty()) return;
  CHECK(distance(decode(file), picture) <= 8);
  for (int orientation = 1; orientation <= 8; ++orientation) {
    const Image turned = decode(jpeg_file(picture, 100, exif_segment(orientation, true)));
    CHECK(distance(turned, turn_upright(picture, orientation)) <= 8);
  }
}

TEST_CASE("the first frame of a GIF film is read") {
  const std::vector<Image> frames = {plain_picture(12, 7, 250, 0, 5),
                                     plain_picture(12, 7, 0, 9, 0)};
  const std::string file = film_file(frames, ".gif");
  if (file.empty()) return;
  const Image first = decode(file);
  CHECK(first.channels == 4);
  CHECK(distance(first, frames[0]) == 0);
}

TEST_CASE("a WebP file of one frame and of several is read to the byte") {
  const std::vector<Image> frames = {sample_picture(20, 10, 1), sample_picture(20, 10, 2)};
  for (const std::size_t count : {1U, 2U}) {
    const std::string file = film_file(std::span(frames).first(count), ".webp");
    if (file.empty()) return;
    CHECK(distance(decode(file), frames[0]) == 0);
  }
}

TEST_CASE("a file cut off in the middle is an error that names it") {
  const std::vector<Image> frames = {sample_picture(40, 30)};
  for (const std::string& file : {bmp_file(frames[0]), jpeg_file(frames[0]),
                                  film_file(frames, ".gif"), film_file(frames, ".webp")}) {
    if (file.empty()) continue;
    REQUIRE(decode_picture(as_bytes(file), "x"));
    const Result<Image> cut = decode_picture(as_bytes(file.substr(0, file.size() / 2)), "cut.pic");
    REQUIRE_FALSE(cut);
    CHECK(cut.error().where == "cut.pic");
    CHECK(cut.error().code == ErrorCode::kBadInput);
  }
}

TEST_CASE("a BMP header that promises more rows than there are is refused") {
  std::string file = bmp_file(sample_picture(4, 4));
  file[22] = 100;
  CHECK_FALSE(decode_picture(as_bytes(file), "x"));
  file[22] = 0;
  CHECK_FALSE(decode_picture(as_bytes(file), "x"));
}

TEST_CASE("what is no picture is called that") {
  const Result<Image> empty = decode_picture({}, "x");
  REQUIRE_FALSE(empty);
  CHECK(empty.error().message.find("empty") != std::string::npos);
  const Result<Image> text = decode_picture(as_bytes("hello, world"), "x");
  REQUIRE_FALSE(text);
  CHECK(text.error().message.find("not a PNG") != std::string::npos);
}

TEST_CASE("the recipe of a WebP film is read, other programs' metadata is not") {
  const std::vector<Image> frames = {sample_picture(8, 8)};
  const TemporaryFolder folder;
  for (const std::string& recipe : {std::string(R"({"a":1})"), std::string("<x:xmpmeta/>")}) {
    const std::string file = film_file(frames, ".webp", recipe);
    if (file.empty()) return;
    REQUIRE(write_file_atomically(folder / "a.webp", file));
    const Result<LoadedPicture> loaded = read_picture(folder / "a.webp");
    REQUIRE(loaded);
    CHECK(loaded->recipe == (recipe.front() == '{' ? recipe : ""));
  }
}

TEST_CASE("names of pictures are known by their end, in either case") {
  for (const char* name : {"a.png", "b.JPG", "c.jpeg", "d.bmp", "e.Gif", "f.webp"}) {
    CHECK(has_picture_extension(name));
  }
  for (const char* name : {"png", "a.txt", "a.png.bak", "a.", ""}) {
    CHECK_FALSE(has_picture_extension(name));
  }
}

}  // namespace
}  // namespace facet
