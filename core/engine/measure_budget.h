#pragma once

#include <algorithm>

namespace facet {

/// How much processor time something may take beside a training, and when: a young training changes
/// fast, so it is looked at early, and again when it is four times as old, until its share of the
/// time allows more. One thread at a time.
class MeasureBudget {
 public:
  /// `share` of the training's time.
  explicit MeasureBudget(double share = 0.005) : share_(share) {}

  /// Whether it may be done once more when training has taken `now` seconds. What the first time
  /// costs is not known before; after another training began it is the first time again.
  bool allows(double now) const {
    if (cost_s_ < 0 || now < at_) return now >= kFirst_s;
    return now - at_ >= std::min(cost_s_ / share_, std::max(kFirst_s, 3 * at_));
  }
  /// It was done and took `cost_s` of processor time.
  void spend(double now, double cost_s) {
    at_ = now;
    cost_s_ = cost_s;
  }
  /// The next time is the first again: it is of other data, or of another model.
  void reset() { cost_s_ = -1; }

  /// Before that there is little to see.
  static constexpr double kFirst_s = 5;

 private:
  double share_;
  double at_ = 0;
  double cost_s_ = -1;
};

}  // namespace facet
