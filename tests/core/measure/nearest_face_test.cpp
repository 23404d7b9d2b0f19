#include "core/measure/nearest_face.h"

#include <doctest/doctest.h>

#include <algorithm>

namespace facet {
namespace {

TEST_CASE("a copied training picture is found at distance 0") {
  const DatasetPtr dataset = *open_dataset("drawn:300:2");
  const NearestFaces search(dataset, 100000);
  const std::vector<ImagePtr> faces = {dataset->picture(17), dataset->picture(299)};
  const std::vector<NearestFace> nearest = search.find(faces);
  CHECK(nearest[0].row == 17);
  CHECK(nearest[0].distance == 0);
  CHECK(nearest[1].distance > 0.01);
  CHECK(nearest[1].row < dataset->training_size());
  const std::vector<double> usual = search.usual_distances(1000);
  CHECK(usual.size() == 30);
  CHECK(std::is_sorted(usual.begin(), usual.end()));
  CHECK(usual.front() > 0.01);
}

TEST_CASE("a bounded search looks at evenly spread pictures") {
  const DatasetPtr dataset = *open_dataset("drawn:300:2");
  const NearestFaces search(dataset, 10);
  const std::vector<ImagePtr> faces = {dataset->picture(27)};
  CHECK(search.find(faces)[0].row == 27);
}

}  // namespace
}  // namespace facet
