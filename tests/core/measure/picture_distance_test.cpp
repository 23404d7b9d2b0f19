#include "core/measure/picture_distance.h"

#include <doctest/doctest.h>

#include <memory>
#include <vector>

namespace facet {
namespace {

ImagePtr grey(std::uint8_t value) {
  return std::make_shared<const Image>(face_image(std::vector<std::uint8_t>(kFaceBytes, value)));
}

TEST_CASE("distances of plain faces are what one computes by hand") {
  CHECK(rms_difference(grey(0)->pixels, grey(255)->pixels) == doctest::Approx(1));
  CHECK(rms_difference(grey(10)->pixels, grey(61)->pixels) == doctest::Approx(0.2));
  CHECK(psnr_db(grey(0)->pixels, grey(255)->pixels) == doctest::Approx(0));
  CHECK(psnr_db(grey(10)->pixels, grey(61)->pixels) == doctest::Approx(13.979).epsilon(1e-4));
  CHECK(psnr_db(grey(7)->pixels, grey(7)->pixels) == 99);
}

TEST_CASE("equal faces have no diversity, two kinds half of their difference") {
  CHECK(diversity(std::vector<ImagePtr>(8, grey(3)), 100, 1) == 0);
  std::vector<ImagePtr> two(50, grey(0));
  two.resize(100, grey(255));
  CHECK(diversity(two, 4000, 1) == doctest::Approx(0.505).epsilon(0.05));
  CHECK(diversity(std::vector<ImagePtr>{grey(1)}, 10, 1) == 0);
}

}  // namespace
}  // namespace facet
