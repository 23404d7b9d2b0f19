#include "app/bench/slider_latency.h"

namespace facet {
namespace {

double milliseconds(SliderLatency::Time from, SliderLatency::Time to) {
  return std::chrono::duration<double, std::milli>(to - from).count();
}

}  // namespace

void SliderLatency::taken(std::uint64_t serial) {
  for (Movement& movement : on_the_way_) {
    if (movement.serial == 0) movement.serial = serial;
  }
}

void SliderLatency::ignored() {
  std::erase_if(on_the_way_, [](const Movement& movement) { return movement.serial == 0; });
}

void SliderLatency::drawn(std::uint64_t serial, Time at) {
  for (Movement& movement : on_the_way_) {
    if (movement.drawn || movement.serial == 0 || movement.serial > serial) continue;
    movement.drawn = true;
    to_view_ms_.push_back(milliseconds(movement.at, at));
  }
}

void SliderLatency::shown(std::uint64_t serial, Time at) {
  while (!on_the_way_.empty() && on_the_way_.front().serial != 0 &&
         on_the_way_.front().serial <= serial) {
    to_picture_ms_.push_back(milliseconds(on_the_way_.front().at, at));
    on_the_way_.pop_front();
  }
}

}  // namespace facet
