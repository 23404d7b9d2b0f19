#include "core/base/latent.h"

#include <doctest/doctest.h>

#include <cmath>

namespace facet {
namespace {

const Latent kA = {3, 0};
const Latent kB = {0, 1};

TEST_CASE("every path starts at one end and stops at the other") {
  for (const PathKind kind : {PathKind::kLerp, PathKind::kSlerp, PathKind::kNorm}) {
    CAPTURE(path_kind_name(kind));
    const std::vector<Latent> codes = path_codes(kA, kB, 10, kind);
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
  CHECK(path_codes(kA, kB, 1, PathKind::kLerp) == std::vector<Latent>{kA});
  CHECK(path_codes(kA, kB, 0, PathKind::kLerp).empty());
}

}  // namespace
}  // namespace facet
