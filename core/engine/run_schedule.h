#pragma once

#include <algorithm>

namespace facet {

/// When a run's side work is due, in seconds of training. None of it touches what is trained, so
/// the clock may decide. One thread at a time.
class RunSchedule {
 public:
  /// `checkpoint_s`: most seconds between two checkpoints.
  explicit RunSchedule(double checkpoint_s) : checkpoint_s_(checkpoint_s) {}

  bool losses_due(double now) const { return now - losses_at_ >= kLossesS; }
  void losses_taken(double now) { losses_at_ = now; }

  bool journal_due(double now) const { return now - journal_at_ >= kJournalS; }
  void journal_handed_over(double now) { journal_at_ = now; }

  /// Often enough that a kill while the next one is being written loses at most kMostLostS, unless
  /// copying the state would then take more than kCopyShare of the time.
  bool checkpoint_due(double now) const { return now - checkpoint_at_ >= checkpoint_interval(); }
  void checkpoint_copied(double now, double cost_s) {
    checkpoint_at_ = now;
    copy_s_ = cost_s;
  }
  /// The checkpoint copied last is on the disk.
  void checkpoint_written(double now) { write_s_ = now - checkpoint_at_; }
  double checkpoint_interval() const {
    const double wanted = std::clamp(kMostLostS - write_s_, kLeastIntervalS, checkpoint_s_);
    return std::max(wanted, copy_s_ / kCopyShare);
  }

  /// Held-out quality is measured as often as kQualityShare of the time allows, for the first time
  /// in half of that wait, when it is expected to cost `expected_s`; what it has cost counts once
  /// it is known.
  bool quality_due(double now, double expected_s) const {
    const bool first = quality_s_ == 0;
    const double next_s = first ? expected_s / 2 : quality_s_;
    return now - quality_at_ >= kLeastIntervalS && quality_spent_s_ + next_s <= kQualityShare * now;
  }
  void quality_measured(double now, double cost_s) {
    quality_at_ = now;
    quality_s_ = cost_s;
    quality_spent_s_ += cost_s;
  }

 private:
  static constexpr double kLossesS = 0.1;
  static constexpr double kJournalS = 0.5;
  static constexpr double kMostLostS = 4.0;
  static constexpr double kLeastIntervalS = 0.5;
  static constexpr double kCopyShare = 0.1;
  static constexpr double kQualityShare = 0.005;

  double checkpoint_s_;
  double losses_at_ = 0;
  double journal_at_ = 0;
  double checkpoint_at_ = 0;
  double copy_s_ = 0;
  double write_s_ = 0;
  double quality_at_ = 0;
  double quality_s_ = 0;
  double quality_spent_s_ = 0;
};

}  // namespace facet
