#pragma once

#include <chrono>
#include <cstdint>
#include <deque>

namespace facet {

/// Training time and speed: the time between two tick()s counts, unless pause() stands between
/// them. One thread at a time.
class SpeedMeter {
 public:
  using Clock = std::chrono::steady_clock;

  /// `images` pictures were trained on since the last call.
  void tick(Clock::time_point now, std::int64_t images);
  /// Time counts from `now` on.
  void start(Clock::time_point now);
  void pause();

  double seconds() const { return seconds_; }
  /// Over the last few seconds of training; 0 at first.
  double images_per_s() const;
  /// Over all of seconds().
  double mean_images_per_s() const;

 private:
  struct Point {
    double seconds = 0;
    std::int64_t images = 0;
  };
  double seconds_ = 0;
  std::int64_t images_ = 0;
  bool running_ = false;
  Clock::time_point last_;
  std::deque<Point> recent_;
};

}  // namespace facet
