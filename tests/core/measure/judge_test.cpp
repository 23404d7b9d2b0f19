#include "core/measure/judge.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "core/model/runtime.h"

namespace facet {
namespace {

std::vector<ImagePtr> first_faces(const Dataset& dataset, std::int64_t count) {
  std::vector<ImagePtr> faces;
  for (std::int64_t i = 0; i < count; ++i) faces.push_back(dataset.picture(i));
  return faces;
}

TEST_CASE("the judge learns to read labels of faces it has not seen") {
  use_threads(1);
  const DatasetPtr dataset = *open_dataset("drawn:1200:4");
  JudgeOptions options;
  options.images = 12800;
  const auto judge = Judge::train(*dataset, options);
  REQUIRE(judge);
  const auto& attributes = (*judge)->attributes();
  REQUIRE((*judge)->accuracy().size() == attributes.size());
  for (std::size_t i = 0; i < attributes.size(); ++i) {
    if (attributes[i].name == "hair" || attributes[i].name == "long") {
      INFO(attributes[i].name);
      CHECK((*judge)->accuracy()[i] > 0.9);
    }
  }
  const auto readings = (*judge)->read(first_faces(*dataset, 70));
  REQUIRE(readings.size() == 70);
  CHECK(similarity(readings[0], readings[0]) == doctest::Approx(1));
  CHECK(similarity(readings[0], readings[1]) < 0.999);
  float sum = 0;
  for (const float probability : readings[0].probabilities) sum += probability;
  CHECK(sum == doctest::Approx(static_cast<double>(attributes.size())));
}

TEST_CASE("the same seed trains the same judge") {
  use_threads(1);
  const DatasetPtr dataset = *open_dataset("drawn:200:4");
  JudgeOptions options;
  options.images = 256;
  const auto a = Judge::train(*dataset, options);
  const auto b = Judge::train(*dataset, options);
  REQUIRE(a);
  REQUIRE(b);
  const auto faces = first_faces(*dataset, 3);
  CHECK((*a)->read(faces)[2].features == (*b)->read(faces)[2].features);
}

TEST_CASE("a judge can be cancelled, and says what it needs") {
  const DatasetPtr dataset = *open_dataset("drawn:200:4");
  const auto canceled = Judge::train(*dataset, {}, [](double) { return false; });
  REQUIRE(!canceled);
  CHECK(canceled.error().code == ErrorCode::kCanceled);
  const auto small = Judge::train(**open_dataset("drawn:20:4"));
  REQUIRE(!small);
  CHECK(small.error().code == ErrorCode::kBadInput);
}

}  // namespace
}  // namespace facet
