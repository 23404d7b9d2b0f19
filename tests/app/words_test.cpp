#include "core/base/words.h"

#include <doctest/doctest.h>

#include "app/bench/statistics.h"

namespace facet {
namespace {

TEST_CASE("whole numbers have thousands separators") {
  CHECK(with_thousands(0) == "0");
  CHECK(with_thousands(999) == "999");
  CHECK(with_thousands(1000) == "1,000");
  CHECK(with_thousands(-1234567) == "-1,234,567");
  CHECK(with_thousands(-999) == "-999");
}

TEST_CASE("times are minutes and seconds, with hours where they are needed") {
  CHECK(clock_time(0) == "0:00");
  CHECK(clock_time(134.2) == "2:14");
  CHECK(clock_time(59.6) == "1:00");
  CHECK(clock_time(3722) == "1:02:02");
  CHECK(clock_time(-1) == "unknown");
}

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
