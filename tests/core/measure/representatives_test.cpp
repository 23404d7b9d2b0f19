#include "core/measure/representatives.h"

#include <doctest/doctest.h>

#include <numeric>

namespace facet {
namespace {

std::vector<std::int64_t> first_rows(std::int64_t count) {
  std::vector<std::int64_t> rows(static_cast<std::size_t>(count));
  std::iota(rows.begin(), rows.end(), 0);
  return rows;
}

/// A face of one grey.
ImagePtr grey(std::uint8_t level) {
  Image image = make_image(kFaceSide, kFaceSide);
  std::ranges::fill(image.pixels, level);
  return std::make_shared<const Image>(std::move(image));
}

TEST_CASE("the first representative is the most average, the next make up for it") {
  // The mean is 99.
  const std::vector<std::uint8_t> levels = {0, 200, 90, 106, 99};
  const auto picture = [&](std::int64_t row) {
    return grey(levels[static_cast<std::size_t>(row)]);
  };
  CHECK(representatives(first_rows(5), 1, picture) == std::vector<std::int64_t>{4});
  // After 99, 99 is wanted again: 106 is nearer than 90. Then the two should be balanced.
  CHECK(representatives(first_rows(5), 3, picture) == std::vector<std::int64_t>{4, 3, 2});
}

TEST_CASE("few of many have the average of all") {
  // A square in one of four corners of each face; all corners are as frequent.
  const auto picture = [](std::int64_t row) {
    Image image = make_image(kFaceSide, kFaceSide);
    const Image square{16, 16, 3, std::vector<std::uint8_t>(16 * 16 * 3, 255)};
    paste(square, row % 2 == 0 ? 4 : 44, row / 2 % 2 == 0 ? 4 : 44, image);
    return std::make_shared<const Image>(std::move(image));
  };
  const std::vector<std::int64_t> chosen = representatives(first_rows(400), 8, picture);
  REQUIRE(chosen.size() == 8);
  std::vector<int> corners(4);
  for (const std::int64_t row : chosen) ++corners[static_cast<std::size_t>(row % 4)];
  CHECK(corners == std::vector<int>{2, 2, 2, 2});
}

TEST_CASE("no more rows than wanted are all taken, and of very many some are looked at") {
  const auto picture = [](std::int64_t row) { return grey(static_cast<std::uint8_t>(row % 200)); };
  CHECK(representatives(first_rows(3), 3, picture) == first_rows(3));
  CHECK(representatives(first_rows(3), 9, picture) == first_rows(3));
  CHECK(representatives({}, 3, picture).empty());
  const auto many = static_cast<std::int64_t>(kMostCandidates) * 3;
  CHECK(representatives(first_rows(many), 2, picture).size() == 2);
}

}  // namespace
}  // namespace facet
