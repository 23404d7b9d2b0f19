#include "app/bench/engine_watch.h"

#include "core/base/elapsed.h"

namespace facet {

void EngineWatch::look() {
  Engine* const engine = engine_;
  if (engine == nullptr) return;
  const Clock::time_point now = Clock::now();
  seen_.push({engine->view()->touched_serial, now});
  const std::int64_t images = engine->training()->images;
  const std::scoped_lock lock(mutex_);
  if (images == last_.images) return;
  // A step that was counted from before begin_count() would count time without its images.
  if (first_.images < 0) first_ = {images, now};
  last_ = {images, now};
}

void EngineWatch::begin_count() {
  const std::scoped_lock lock(mutex_);
  first_ = {};
}

double EngineWatch::images_per_s() const {
  const std::scoped_lock lock(mutex_);
  const double seconds = seconds_between(first_.at, last_.at);
  if (first_.images < 0 || seconds <= 0) return 0;
  return static_cast<double>(last_.images - first_.images) / seconds;
}

}  // namespace facet
