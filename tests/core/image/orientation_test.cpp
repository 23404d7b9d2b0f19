#include "core/image/orientation.h"

#include <doctest/doctest.h>

#include "tests/support/picture_files.h"

namespace facet {
namespace {

/// A grey picture from rows of digits.
Image digits(const std::vector<std::string>& rows) {
  Image image{static_cast<int>(rows.front().size()), static_cast<int>(rows.size()), 1, {}};
  for (const std::string& row : rows) {
    image.pixels.insert(image.pixels.end(), row.begin(), row.end());
  }
  return image;
}

TEST_CASE("each Exif orientation is turned upright") {
  // How the upright picture 12/34/56 is stored under each orientation (Exif 2.3, table of tag 274).
  const Image upright = digits({"12", "34", "56"});
  CHECK(turn_upright(digits({"12", "34", "56"}), 1) == upright);
  CHECK(turn_upright(digits({"21", "43", "65"}), 2) == upright);
  CHECK(turn_upright(digits({"65", "43", "21"}), 3) == upright);
  CHECK(turn_upright(digits({"56", "34", "12"}), 4) == upright);
  CHECK(turn_upright(digits({"135", "246"}), 5) == upright);
  CHECK(turn_upright(digits({"246", "135"}), 6) == upright);
  CHECK(turn_upright(digits({"642", "531"}), 7) == upright);
  CHECK(turn_upright(digits({"531", "642"}), 8) == upright);
}

TEST_CASE("the orientation is read in both byte orders") {
  for (int orientation = 1; orientation <= 8; ++orientation) {
    for (const bool big : {false, true}) {
      const std::string jpeg = "\xff\xd8" + exif_segment(orientation, big) + "\xff\xda";
      CHECK(exif_orientation(as_bytes(jpeg)) == orientation);
    }
  }
}

TEST_CASE("an orientation that makes no sense counts as upright") {
  CHECK(exif_orientation({}) == 1);
  CHECK(exif_orientation(as_bytes("\xff\xd8" + exif_segment(9, false) + "\xff\xda")) == 1);
  const std::string jpeg = "\xff\xd8" + exif_segment(6, true) + "\xff\xda";
  for (std::size_t length = 0; length < 30; ++length) {
    CHECK(exif_orientation(as_bytes(jpeg.substr(0, length))) == 1);
  }
}

}  // namespace
}  // namespace facet
