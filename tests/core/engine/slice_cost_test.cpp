#include "core/engine/slice_cost.h"

#include <doctest/doctest.h>

#include <initializer_list>

namespace facet {
namespace {

TEST_CASE("what every slice costs is told from what each face costs") {
  SliceCost cost;
  CHECK_FALSE(cost.known());
  for (const std::size_t faces : {4, 16, 8, 1}) {
    cost.add(faces, 5 + 0.5 * static_cast<double>(faces));
  }
  CHECK(cost.known());
  CHECK(cost.faces_within(25) == doctest::Approx(40).epsilon(0.03));
  CHECK(cost.faces_within(10) == doctest::Approx(10).epsilon(0.11));
}

TEST_CASE("slices of one size are taken for faces that cost the same") {
  SliceCost cost;
  for (int i = 0; i < 5; ++i) cost.add(8, 16);
  CHECK(cost.faces_within(33) == 16);
}

TEST_CASE("a slice has a face, however little time there is") {
  SliceCost cost;
  cost.add(4, 100);
  CHECK(cost.faces_within(1) == 1);
  cost.add(1, 95);
  CHECK(cost.faces_within(1) == 1);
}

TEST_CASE("larger slices that take less time by chance do not make faces free") {
  SliceCost cost;
  cost.add(1, 10);
  cost.add(16, 5);
  CHECK(cost.faces_within(10) < 1'000'000);
  for (int i = 0; i < 30; ++i) cost.add(16, 32);
  CHECK(cost.faces_within(16) <= 9);
}

TEST_CASE("what a face costs now counts more than what it did") {
  SliceCost cost;
  for (int i = 0; i < 20; ++i) cost.add(10 + i % 3, 1.0 * (10 + i % 3));
  for (int i = 0; i < 60; ++i) cost.add(10 + i % 3, 2.0 * (10 + i % 3));
  CHECK(cost.faces_within(100) == doctest::Approx(50).epsilon(0.1));
}

}  // namespace
}  // namespace facet
