#include "ui/format.h"

#include <doctest/doctest.h>

#include <limits>

using namespace facet::ui;

TEST_CASE("durations read like a clock") {
  CHECK(format_duration(0.4) == "0:00");
  CHECK(format_duration(134.2) == "2:14");
  CHECK(format_duration(3600 + 62) == "1:01:02");
  CHECK(format_duration(86400.0 * 3 + 4 * 3600) == "3 d 4 h");
  CHECK(format_duration(-1) == "-");
  CHECK(format_duration(std::numeric_limits<double>::infinity()) == "-");
}

TEST_CASE("bytes and rates have three digits or so") {
  CHECK(format_bytes(1.244e9) == "1.24 GB");
  CHECK(format_bytes(310e6) == "310 MB");
  CHECK(format_bytes(12e3) == "12 kB");
  CHECK(format_rate(930.4) == "930");
  CHECK(format_rate(12340) == "12,340");
  CHECK(format_rate(14.23) == "14.2");
  CHECK(format_rate(0.5) == "0.50");
}

TEST_CASE("paths are named by their last part, drawn data by a word") {
  CHECK(short_name("/data/faces.npy") == "faces.npy");
  CHECK(short_name("/data/photos/") == "photos");
  CHECK(short_name("faces.npy") == "faces.npy");
  CHECK(short_name("drawn") == "built-in faces");
  CHECK(short_name("drawn:5000:7") == "built-in faces");
  CHECK(short_name("") == "");
}

TEST_CASE("text is cut between characters, never inside one") {
  CHECK(shorten("abc", 3) == "abc");
  CHECK(shorten("abcd", 3) == "abc…");
  CHECK(shorten("長い髪", 4) == "長…");
}
