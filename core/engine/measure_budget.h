#pragma once

namespace facet {

/// How much processor time something may take beside a training. One thread at a time.
class MeasureBudget {
 public:
  /// `share` of the training's time.
  explicit MeasureBudget(double share = 0.005) : share_(share) {}

  /// Whether it may be done once more when training has taken `now` seconds. The first time is
  /// free: then its cost is not known; so is the first after another training began.
  bool allows(double now) const {
    return cost_s_ < 0 || now < at_ || now - at_ >= cost_s_ / share_;
  }
  /// It was done and took `cost_s` of processor time.
  void spend(double now, double cost_s) {
    at_ = now;
    cost_s_ = cost_s;
  }
  /// The next time is free again: it was asked for, or another training has begun.
  void reset() { cost_s_ = -1; }

 private:
  double share_;
  double at_ = 0;
  double cost_s_ = -1;
};

}  // namespace facet
