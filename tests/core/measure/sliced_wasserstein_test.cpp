#include "core/measure/sliced_wasserstein.h"

#include <doctest/doctest.h>

#include <vector>

#include "core/data/dataset.h"
#include "core/measure/smoothing.h"

namespace facet {
namespace {

std::vector<ImagePtr> faces(const Dataset& dataset, std::int64_t first, std::int64_t count) {
  std::vector<ImagePtr> all;
  for (std::int64_t i = 0; i < count; ++i) all.push_back(dataset.picture(first + i));
  return all;
}

std::vector<ImagePtr> blurred(const std::vector<ImagePtr>& sharp, int times) {
  std::vector<ImagePtr> all;
  std::vector<float> numbers(kFaceBytes);
  std::vector<float> scratch;
  for (const ImagePtr& face : sharp) {
    write_smoothed(face->pixels, times, numbers.data(), scratch);
    Image image = make_image(kFaceSide, kFaceSide);
    for (std::size_t i = 0; i < kFaceBytes; ++i) {
      image.pixels[i] = static_cast<std::uint8_t>(numbers[i] * 255 + 0.5F);
    }
    all.push_back(std::make_shared<const Image>(std::move(image)));
  }
  return all;
}

TEST_CASE("a Laplacian pyramid adds up to the picture") {
  const Image flat = face_image(std::vector<std::uint8_t>(kFaceBytes, 100));
  const auto pyramid = laplacian_pyramid(flat);
  CHECK(pyramid[0].side == 64);
  CHECK(pyramid[1].side == 32);
  CHECK(pyramid[2].side == 16);
  CHECK(pyramid[2].values[37] == doctest::Approx(100));
  // Nothing but the coarsest level is left of a flat picture.
  CHECK(pyramid[0].channel(1)[64 * 32 + 32] == doctest::Approx(0).epsilon(1e-3));
}

TEST_CASE("blur raises the distance above the floor of real against real") {
  const DatasetPtr dataset = *open_dataset("drawn:200:3");
  SlicedWassersteinOptions options;
  options.patches = 32;
  options.directions = 32;
  const auto half = faces(*dataset, 0, 100);
  const auto other = faces(*dataset, 100, 100);
  const SlicedWasserstein reference(half, options);
  const double floor = reference.distance(other, 1);
  const double soft = reference.distance(blurred(other, 1), 1);
  const double softer = reference.distance(blurred(other, 4), 1);
  CHECK(floor > 1);
  CHECK(soft > 1.15 * floor);
  CHECK(softer > 1.3 * soft);
  CHECK(reference.distance(other, 1) == floor);
}

TEST_CASE("the floor falls with the number of pictures") {
  const DatasetPtr dataset = *open_dataset("drawn:400:3");
  SlicedWassersteinOptions options;
  options.patches = 32;
  options.directions = 32;
  const double few =
      SlicedWasserstein(faces(*dataset, 0, 25), options).distance(faces(*dataset, 200, 25), 1);
  const double many =
      SlicedWasserstein(faces(*dataset, 0, 200), options).distance(faces(*dataset, 200, 200), 1);
  CHECK(many < few);
}

}  // namespace
}  // namespace facet
