#include "core/engine/speed_meter.h"

namespace facet {
namespace {

constexpr double kWindow = 4;     // seconds that the speed is taken over
constexpr double kSpacing = 0.1;  // seconds between two points that are kept

}  // namespace

void SpeedMeter::start(Clock::time_point now) {
  if (running_) return;
  running_ = true;
  last_ = now;
  recent_.assign(1, {seconds_, images_});
}

void SpeedMeter::pause() { running_ = false; }

void SpeedMeter::tick(Clock::time_point now, std::int64_t images) {
  start(now);
  seconds_ += std::chrono::duration<double>(now - last_).count();
  images_ += images;
  last_ = now;
  if (seconds_ - recent_.back().seconds < kSpacing) return;
  recent_.push_back({seconds_, images_});
  while (recent_.size() > 2 && seconds_ - recent_[1].seconds > kWindow) recent_.pop_front();
}

double SpeedMeter::images_per_s() const {
  if (recent_.empty()) return 0;
  const double span = seconds_ - recent_.front().seconds;
  return span > 0 ? static_cast<double>(images_ - recent_.front().images) / span : 0;
}

double SpeedMeter::mean_images_per_s() const {
  return seconds_ > 0 ? static_cast<double>(images_) / seconds_ : 0;
}

}  // namespace facet
