#include "core/base/hash.h"

#include <doctest/doctest.h>

namespace facet {
namespace {

TEST_CASE("the hash of nothing is the known XXH3-128 value") {
  CHECK(Hasher().hex() == "99aa06d3014798d86001c324468d497f");
}

TEST_CASE("the same pieces give the same hash, other borders another") {
  CHECK(Hasher().add("ab").add("c").hex() == Hasher().add("ab").add("c").hex());
  CHECK(Hasher().add("ab").add("c").hex() != Hasher().add("a").add("bc").hex());
  CHECK(Hasher().add(std::int64_t{1}).hex() != Hasher().add(std::int64_t{2}).hex());
  CHECK(Hasher().add(0.0).hex() != Hasher().add(-0.0).hex());
}

}  // namespace
}  // namespace facet
