#include "core/base/words.h"

#include <doctest/doctest.h>

namespace facet {
namespace {

TEST_CASE("whole numbers have thousands separators") {
  CHECK(with_thousands(0) == "0");
  CHECK(with_thousands(999) == "999");
  CHECK(with_thousands(1000) == "1,000");
  CHECK(with_thousands(12340) == "12,340");
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

TEST_CASE("numbers have a fixed number of digits behind the point") {
  CHECK(fixed(12.5, 2) == "12.50");
  CHECK(fixed(-0.26, 1) == "-0.3");
  CHECK(fixed(1234567, 0) == "1234567");
}

TEST_CASE("numbers have as many significant digits as they need") {
  CHECK(significant(12.5) == "12.5");
  CHECK(significant(2) == "2");
  CHECK(significant(0.00001) == "1e-05");
  CHECK(significant(1.0 / 3) == "0.333333");
  CHECK(significant(2.0 / 3, 3) == "0.667");
}

}  // namespace
}  // namespace facet
