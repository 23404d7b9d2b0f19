#include "core/base/latent.h"

#include <doctest/doctest.h>

#include <cmath>

namespace facet {
namespace {

const Latent kA = {3, 0};
const Latent kB = {0, 1};
const std::vector<Latent> kEnds = {kA, kB};

TEST_CASE("every path starts at one end and stops at the other") {
  for (const PathKind kind : {PathKind::kLerp, PathKind::kSlerp, PathKind::kNorm}) {
    CAPTURE(path_kind_name(kind));
    const std::vector<Latent> codes = walk_codes(kEnds, 10, kind);
    REQUIRE(codes.size() == 10);
    for (std::size_t i = 0; i < 2; ++i) {
      CHECK(codes.front()[i] == doctest::Approx(kA[i]));
      CHECK(codes.back()[i] == doctest::Approx(kB[i]));
    }
  }
}

TEST_CASE("the middle of each kind of path lies where its formula says") {
  CHECK(point_on_path(kA, kB, 0.5, PathKind::kLerp) == Latent{1.5F, 0.5F});
  const double weight = std::sin(std::acos(0.0) / 2);
  const Latent great_circle = point_on_path(kA, kB, 0.5, PathKind::kSlerp);
  CHECK(great_circle[0] == doctest::Approx(3 * weight));
  CHECK(great_circle[1] == doctest::Approx(weight));
  CHECK(norm(point_on_path(kA, kB, 0.5, PathKind::kNorm)) == doctest::Approx(2));
}

TEST_CASE("the great circle between parallel, opposite or zero codes is the line") {
  const Latent zero = {0, 0};
  const Latent opposite = {-3, 0};
  CHECK(point_on_path(kA, kA, 0.3, PathKind::kSlerp)[0] == doctest::Approx(3));
  CHECK(point_on_path(kA, opposite, 0.5, PathKind::kSlerp)[0] == doctest::Approx(0));
  CHECK(point_on_path(zero, kB, 0.5, PathKind::kSlerp)[1] == doctest::Approx(0.5));
  CHECK(point_on_path(kA, opposite, 0.5, PathKind::kNorm) == zero);
}

TEST_CASE("a path of one step is its beginning") {
  CHECK(walk_codes(kEnds, 1, PathKind::kLerp) == std::vector<Latent>{kA});
  CHECK(walk_codes(kEnds, 0, PathKind::kLerp).empty());
}

TEST_CASE("vectors have a mean and distances") {
  const std::vector<Latent> vectors = {{1, 2, 3}, {3, -2, 3}};
  CHECK(mean_of(vectors) == Latent{2, 0, 3});
  CHECK(mean_of(std::span(vectors).first(1)) == vectors[0]);
  CHECK(squared_distance(vectors[0], vectors[1]) == 20);
}

TEST_CASE("a walk gives every leg an equal share and passes its keyframes to the bit") {
  const std::vector<Latent> keys = {{0.1F, 2}, {3, -0.7F}, {5, 5}, {-1, 1.0F / 3}};
  for (const PathKind kind : {PathKind::kLerp, PathKind::kSlerp}) {
    CAPTURE(path_kind_name(kind));
    const std::vector<Latent> open = walk_codes(keys, 7, kind);
    for (std::size_t i = 0; i < keys.size(); ++i) CHECK(open[2 * i] == keys[i]);
    CHECK(open[3] == point_on_path(keys[1], keys[2], 0.5, kind));
    const std::vector<Latent> closed = walk_codes(keys, 9, kind, true);
    for (std::size_t i = 0; i < keys.size(); ++i) CHECK(closed[2 * i] == keys[i]);
    CHECK(closed[7] == point_on_path(keys[3], keys[0], 0.5, kind));
    CHECK(closed[8] == keys[0]);
  }
  CHECK(point_on_walk(kEnds, 0.25, PathKind::kNorm) ==
        point_on_path(kA, kB, 0.25, PathKind::kNorm));
}

}  // namespace
}  // namespace facet
