#include "core/engine/curve.h"

#include <algorithm>

namespace facet {

CurveRecorder::CurveRecorder(std::span<const LossSeries> series, std::size_t capacity)
    : series_(series), capacity_(std::max<std::size_t>(8, capacity)) {}

LossPoint CurveRecorder::mean(const Sum& sum) {
  LossPoint point{sum.last_step, {}};
  for (std::size_t i = 0; i < kMostLosses; ++i) {
    point.values[i] = static_cast<float>(sum.values[i] / static_cast<double>(sum.count));
  }
  return point;
}

void CurveRecorder::add(const LossPoint& point) {
  curves_.reset();
  if (losses_.empty()) {
    losses_.push_back(point);
    return;
  }
  filling_.last_step = point.step;
  for (std::size_t i = 0; i < kMostLosses; ++i) filling_.values[i] += double{point.values[i]};
  if (++filling_.count < stretch_) return;
  losses_.push_back(mean(filling_));
  filling_ = {};
  if (losses_.size() >= capacity_) thin();
}

void CurveRecorder::thin() {
  std::size_t kept = 1;
  for (std::size_t i = 1; i < losses_.size(); i += 2) {
    LossPoint merged = losses_[i];
    if (i + 1 < losses_.size()) {
      const LossPoint& next = losses_[i + 1];
      merged.step = next.step;
      for (std::size_t k = 0; k < kMostLosses; ++k) {
        merged.values[k] = (merged.values[k] + next.values[k]) / 2;
      }
    }
    losses_[kept++] = merged;
  }
  losses_.resize(kept);
  stretch_ *= 2;
}

void CurveRecorder::add(const QualityPoint& point) {
  curves_.reset();
  quality_.push_back(point);
  if (quality_.size() < capacity_) return;
  // The first and the last stay; of the others every second goes.
  std::size_t kept = 1;
  for (std::size_t i = 2; i < quality_.size(); i += 2) quality_[kept++] = quality_[i];
  if (quality_.size() % 2 == 0) quality_[kept++] = quality_.back();
  quality_.resize(kept);
}

void CurveRecorder::add(Marker marker) {
  curves_.reset();
  markers_.push_back(std::move(marker));
  if (markers_.size() > capacity_) markers_.erase(markers_.begin() + 1);
}

void CurveRecorder::rewind(std::int64_t step) {
  curves_.reset();
  const auto later = [step](const auto& point) { return point.step > step; };
  std::erase_if(losses_, later);
  std::erase_if(quality_, later);
  std::erase_if(markers_, later);
  if (filling_.count > 0 && filling_.last_step > step) filling_ = {};
}

std::shared_ptr<const Curves> CurveRecorder::curves() {
  if (!curves_) {
    auto curves = std::make_shared<Curves>(Curves{series_, losses_, quality_, markers_});
    if (filling_.count > 0) curves->losses.push_back(mean(filling_));
    curves_ = std::move(curves);
  }
  return curves_;
}

}  // namespace facet
