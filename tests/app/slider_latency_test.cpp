#include "app/bench/slider_latency.h"

#include <doctest/doctest.h>

namespace facet {
namespace {

SliderLatency::Time at_ms(int milliseconds) {
  return SliderLatency::Time(std::chrono::milliseconds(milliseconds));
}

TEST_CASE("a movement counts from its own time to its View and to its picture") {
  SliderLatency latency;
  latency.moved(at_ms(10));
  latency.taken(5);
  latency.drawn(4, at_ms(12));
  CHECK(latency.to_view_ms().empty());
  latency.drawn(5, at_ms(17));
  latency.shown(4, at_ms(18));
  CHECK(latency.to_picture_ms().empty());
  latency.shown(5, at_ms(30));
  CHECK(latency.to_view_ms() == std::vector<double>{7});
  CHECK(latency.to_picture_ms() == std::vector<double>{20});
}

TEST_CASE("movements of one frame count each, those after it wait for the next") {
  SliderLatency latency;
  latency.moved(at_ms(0));
  latency.moved(at_ms(16));
  latency.taken(1);
  latency.moved(at_ms(32));
  latency.drawn(1, at_ms(40));
  latency.shown(1, at_ms(50));
  CHECK(latency.to_view_ms() == std::vector<double>{40, 24});
  CHECK(latency.to_picture_ms() == std::vector<double>{50, 34});
  latency.taken(2);
  latency.drawn(2, at_ms(60));
  latency.shown(2, at_ms(70));
  CHECK(latency.to_view_ms().back() == 28);
  CHECK(latency.to_picture_ms().back() == 38);
}

TEST_CASE("a newer View stands for the sessions that it skipped, once") {
  SliderLatency latency;
  latency.moved(at_ms(0));
  latency.taken(1);
  latency.moved(at_ms(10));
  latency.taken(2);
  latency.drawn(2, at_ms(20));
  latency.drawn(3, at_ms(25));
  CHECK(latency.to_view_ms() == std::vector<double>{20, 10});
}

TEST_CASE("a movement that changes nothing does not count") {
  SliderLatency latency;
  latency.moved(at_ms(0));
  latency.taken(1);
  latency.moved(at_ms(10));
  latency.ignored();
  latency.drawn(2, at_ms(20));
  latency.shown(2, at_ms(20));
  CHECK(latency.to_view_ms().size() == 1);
  CHECK(latency.to_picture_ms().size() == 1);
}

}  // namespace
}  // namespace facet
