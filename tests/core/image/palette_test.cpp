#include "core/image/palette.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "tests/support/picture_files.h"

namespace facet {
namespace {

TEST_CASE("a few colours are kept as they are") {
  Image picture = plain_picture(20, 20, 255, 255, 255);
  paste(plain_picture(5, 5, 200, 30, 40), 2, 2, picture);
  paste(plain_picture(3, 3, 0, 0, 0), 12, 12, picture);
  const std::vector<Image> images = {picture};
  const std::vector<Rgb> palette = make_palette(images, 256);
  const std::set<Rgb> colors(palette.begin(), palette.end());
  CHECK(colors == std::set<Rgb>{{255, 255, 255}, {200, 30, 40}, {0, 0, 0}});
}

TEST_CASE("the limit of colours is kept and used") {
  const std::vector<Image> images = {sample_picture(64, 64)};
  for (const std::size_t limit : {1U, 2U, 16U, 255U}) {
    CHECK(make_palette(images, limit).size() == limit);
  }
}

TEST_CASE("a dithered picture has the right colour on average, close to each pixel") {
  const std::vector<Image> images = {sample_picture(64, 64)};
  Ditherer ditherer(make_palette(images, 64));
  const std::vector<std::uint8_t> indices = ditherer.apply(images[0]);
  REQUIRE(indices.size() == 64 * 64);
  std::array<double, 3> error{};
  double squares = 0;
  for (std::size_t i = 0; i < indices.size(); ++i) {
    for (std::size_t c = 0; c < 3; ++c) {
      const double difference =
          static_cast<double>(ditherer.palette()[indices[i]][c]) - images[0].pixels[i * 3 + c];
      error[c] += difference;
      squares += difference * difference;
    }
  }
  for (const double sum : error) CHECK(std::abs(sum) / 4096 < 1.5);
  // 30 dB is where eyes stop complaining about such a picture.
  CHECK(10 * std::log10(255 * 255 / (squares / (3 * 4096))) > 30);
}

TEST_CASE("the same place gets the same pattern in every frame") {
  const std::vector<Image> images = {sample_picture(32, 32)};
  Ditherer ditherer(make_palette(images, 16));
  CHECK(ditherer.apply(images[0]) == ditherer.apply(images[0]));
}

}  // namespace
}  // namespace facet
