#include "app/bench/statistics.h"

#include <doctest/doctest.h>

namespace facet {
namespace {

TEST_CASE("a quantile lies between its neighbours") {
  CHECK(quantile({}, 0.5) == 0);
  CHECK(quantile({3}, 0.99) == 3);
  CHECK(quantile({4, 1, 3, 2}, 0.5) == doctest::Approx(2.5));
  CHECK(quantile({4, 1, 3, 2}, 0) == 1);
  CHECK(quantile({4, 1, 3, 2}, 1) == 4);
  CHECK(percentiles({1, 2, 3}, {50, 95})["p95"] == doctest::Approx(2.9));
}

}  // namespace
}  // namespace facet
