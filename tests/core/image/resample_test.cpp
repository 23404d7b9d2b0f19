#include "core/image/resample.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <numeric>

#include "tests/support/picture_files.h"

namespace facet {
namespace {

Rectangle whole(const Image& image) { return {0, 0, image.width, image.height}; }

Image grey_row(std::vector<std::uint8_t> values) {
  const int width = static_cast<int>(values.size());
  return {width, 1, 1, std::move(values)};
}

double mean(const Image& image) {
  return std::accumulate(image.pixels.begin(), image.pixels.end(), 0.0) /
         static_cast<double>(image.pixels.size());
}

TEST_CASE("a size that stays keeps every byte") {
  const Image picture = sample_picture(64, 64);
  CHECK(resample(picture, whole(picture), 64, 64) == picture);
}

TEST_CASE("shrinking undoes enlarging, to the byte") {
  const Image picture = sample_picture(20, 13);
  for (const int factor : {1, 2, 3, 7}) {
    const Image large = enlarge(picture, factor);
    CHECK(large.width == 20 * factor);
    CHECK(large.height == 13 * factor);
    CHECK(resample(large, whole(large), 20, 13) == picture);
  }
}

TEST_CASE("shrinking averages by area, shares of pixels included") {
  // Three pixels on two: each target covers one and a half.
  const Image picture = resample(grey_row({0, 90, 240}), {0, 0, 3, 1}, 2, 1);
  CHECK(picture.channels == 3);
  CHECK(picture.pixels[0] == 30);   // (0 * 2 + 90) / 3
  CHECK(picture.pixels[3] == 190);  // (90 + 240 * 2) / 3
}

TEST_CASE("growing is bilinear between pixel centres") {
  const Image picture = resample(grey_row({0, 100}), {0, 0, 2, 1}, 4, 1);
  const std::vector<std::uint8_t> wanted = {0, 25, 75, 100};
  for (std::size_t x = 0; x < 4; ++x) CHECK(picture.pixels[x * 3] == wanted[x]);
}

TEST_CASE("a plain picture stays plain at every size") {
  for (const int side : {1, 5, 63, 64, 65, 100, 1000}) {
    const Image picture = plain_picture(side, side, 7, 130, 255);
    CHECK(resample(picture, whole(picture), 64, 64) == plain_picture(64, 64, 7, 130, 255));
  }
}

TEST_CASE("the mean brightness survives a crooked ratio") {
  const Image picture = sample_picture(301, 157);
  CHECK(mean(resample(picture, whole(picture), 64, 64)) ==
        doctest::Approx(mean(picture)).epsilon(0.002));
}

TEST_CASE("only the part is read") {
  Image picture = plain_picture(30, 20, 255, 255, 255);
  paste(plain_picture(10, 10, 10, 20, 30), 12, 5, picture);
  CHECK(resample(picture, {12, 5, 10, 10}, 64, 64) == plain_picture(64, 64, 10, 20, 30));
}

TEST_CASE("alpha lies over the background, and what is clear has no colour of its own") {
  Image picture = make_image(2, 1, 4);
  picture.pixels = {255, 0, 0, 0, 10, 20, 30, 255};
  const Image white = resample(picture, {0, 0, 2, 1}, 2, 1, 255);
  CHECK(white.pixels == std::vector<std::uint8_t>{255, 255, 255, 10, 20, 30});
  const Image mixed = resample(picture, {0, 0, 2, 1}, 1, 1, 100);
  CHECK(mixed.pixels == std::vector<std::uint8_t>{55, 60, 65});
}

TEST_CASE("grey becomes three equal channels") {
  const Image picture = resample(grey_row({9}), {0, 0, 1, 1}, 2, 2);
  CHECK(picture == plain_picture(2, 2, 9, 9, 9));
}

}  // namespace
}  // namespace facet
