#include "core/engine/run_schedule.h"

#include <doctest/doctest.h>

#include "core/engine/speed_meter.h"

namespace facet {
namespace {

TEST_CASE("a kill loses less than five seconds, the writing of a checkpoint included") {
  RunSchedule schedule(3);
  CHECK_FALSE(schedule.checkpoint_due(2.9));
  CHECK(schedule.checkpoint_due(3));
  for (const double write_s : {0.1, 1.0, 2.5, 4.0}) {
    schedule.checkpoint_copied(3, 0.01);
    schedule.checkpoint_written(3 + write_s);
    CHECK(schedule.checkpoint_interval() + write_s <= 4.6);
  }
}

TEST_CASE("copying a large state takes at most a tenth of the time") {
  RunSchedule schedule(3);
  schedule.checkpoint_copied(3, 2);
  CHECK_FALSE(schedule.checkpoint_due(3 + 19));
  CHECK(schedule.checkpoint_due(3 + 20.1));
}

TEST_CASE("quality takes at most half a hundredth of the time") {
  RunSchedule schedule(3);
  double spent = 0;
  int measured = 0;
  for (double now = 0; now < 1000; now += 0.05) {
    if (!schedule.quality_due(now, 0.4)) continue;
    schedule.quality_measured(now, 0.5);
    spent += 0.5;
    ++measured;
    CHECK(spent <= 0.005 * now + 0.31);
  }
  CHECK(measured > 8);
}

TEST_CASE("pauses count neither as training nor as speed") {
  using std::chrono::seconds;
  SpeedMeter meter;
  SpeedMeter::Clock::time_point now{};
  meter.start(now);
  for (int i = 0; i < 10; ++i) meter.tick(now += seconds(1), 50);
  CHECK(meter.seconds() == doctest::Approx(10));
  CHECK(meter.images_per_s() == doctest::Approx(50));
  meter.pause();
  now += seconds(100);
  meter.start(now);
  for (int i = 0; i < 10; ++i) meter.tick(now += seconds(1), 100);
  CHECK(meter.seconds() == doctest::Approx(20));
  CHECK(meter.images_per_s() == doctest::Approx(100));
  CHECK(meter.mean_images_per_s() == doctest::Approx(75));
}

}  // namespace
}  // namespace facet
