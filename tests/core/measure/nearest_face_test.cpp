#include "core/measure/nearest_face.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <memory>
#include <utility>
#include <vector>

namespace facet {
namespace {

/// Every pixel is the mean of the square round it.
ImagePtr blurred(const Image& face) {
  constexpr int kReach = 2;
  Image soft = face;
  for (int y = 0; y < kFaceSide; ++y) {
    for (int x = 0; x < kFaceSide; ++x) {
      for (int c = 0; c < 3; ++c) {
        int sum = 0;
        int count = 0;
        for (int v = std::max(0, y - kReach); v <= std::min(kFaceSide - 1, y + kReach); ++v) {
          for (int u = std::max(0, x - kReach); u <= std::min(kFaceSide - 1, x + kReach); ++u) {
            sum += face.pixels[static_cast<std::size_t>((v * kFaceSide + u) * 3 + c)];
            ++count;
          }
        }
        soft.pixels[static_cast<std::size_t>((y * kFaceSide + x) * 3 + c)] =
            static_cast<std::uint8_t>(sum / count);
      }
    }
  }
  return std::make_shared<const Image>(std::move(soft));
}

std::ptrdiff_t count_copies(const NearestFaces& search, const std::vector<ImagePtr>& faces) {
  return std::ranges::count_if(search.find(faces),
                               [&](const NearestFace& nearest) { return search.is_copy(nearest); });
}

TEST_CASE("a copied training picture is found at distance 0") {
  const DatasetPtr dataset = *open_dataset("drawn:300:2");
  const NearestFaces search(dataset, 100000, 1000);
  const std::vector<ImagePtr> faces = {dataset->picture(17), dataset->picture(299)};
  const std::vector<NearestFace> nearest = search.find(faces);
  CHECK(nearest[0].row == 17);
  CHECK(nearest[0].distance == 0);
  CHECK(nearest[0].closeness == 0);
  CHECK(search.is_copy(nearest[0]));
  CHECK(nearest[1].distance > 0.01);
  CHECK(nearest[1].row < dataset->training_size());
  CHECK_FALSE(search.is_copy(nearest[1]));
  CHECK(search.usual_distance() > 0.01);
}

TEST_CASE("blur makes no copies of new faces, and hides none of old ones") {
  const DatasetPtr dataset = *open_dataset("drawn:2000:2");
  const NearestFaces search(dataset, 100000, 100);
  std::vector<ImagePtr> fresh;
  std::vector<ImagePtr> old;
  double distance = 0;
  for (std::int64_t i = 0; i < 100; ++i) {
    fresh.push_back(blurred(*dataset->picture(dataset->training_size() + 100 + i)));
    old.push_back(blurred(*dataset->picture(i)));
  }
  for (const NearestFace& nearest : search.find(fresh)) distance += nearest.distance / 100;
  CHECK(distance < search.usual_distance());  // they are nearer all the same
  CHECK(count_copies(search, fresh) <= 4);
  CHECK(count_copies(search, old) >= 80);
}

TEST_CASE("a bounded search looks at evenly spread pictures") {
  const DatasetPtr dataset = *open_dataset("drawn:300:2");
  const NearestFaces search(dataset, 10, 0);
  const std::vector<ImagePtr> faces = {dataset->picture(27)};
  CHECK(search.find(faces)[0].row == 27);
  CHECK(search.usual_distance() == 0);
}

}  // namespace
}  // namespace facet
