#include "ui/frame_pacer.h"

#include <algorithm>

namespace facet::ui {
namespace {

constexpr double kFastest_s = 1.0 / 60;
/// Between frames that follow the hand, on average. Were it the time between the movements of a
/// screen's 60 Hz, what one late frame delays would stay delayed until the hand rests.
constexpr double kFollow_s = 1.0 / 75;
/// How much sooner than that a frame may follow the hand, as long as the next ones make up for it.
constexpr double kAhead_s = 0.008;
/// ImGui needs some frames after an event until hover, focus and layout have come to rest.
constexpr int kFramesToSettle = 3;
/// Tooltips come some time after the pointer has come to rest.
constexpr double kSettle_s = 0.8;
constexpr double kSettleInterval_s = 0.1;
/// So long after an event the hand is taken to be at work still.
constexpr double kInUse_s = 0.5;
constexpr double kBlinkInterval_s = 0.4;
constexpr double kIdleShare = 0.012;
constexpr double kMovingShare = 0.25;
constexpr double kSlowestMoving_s = 0.1;
constexpr double kSlowest_s = 1;

}  // namespace

void FramePacer::note_input(double now) {
  last_input_ = now;
  frames_since_input_ = 0;
}

void FramePacer::note_new_values() { new_values_ = true; }

void FramePacer::note_frame(double began, double cost_s, bool animating, bool blinking,
                            bool moving) {
  last_frame_ = began;
  next_slot_ = std::max(began, next_slot_) + kFollow_s;
  cost_s_ += 0.2 * (cost_s - cost_s_);
  ++frames_since_input_;
  new_values_ = false;
  backlog_ = false;
  animating_ = animating;
  blinking_ = blinking;
  moving_ = moving;
}

bool FramePacer::in_use(double at) const { return at < last_input_ + kInUse_s; }

double FramePacer::due_at() const {
  if (frames_since_input_ == 0) return next_slot_ - kAhead_s;
  const double soonest = last_frame_ + kFastest_s;
  if (backlog_ || frames_since_input_ < kFramesToSettle) return soonest;
  double due = kNever;
  if (soonest < last_input_ + kSettle_s) due = last_frame_ + kSettleInterval_s;
  if (blinking_) due = std::min(due, last_frame_ + kBlinkInterval_s);
  if (moving_) {
    const double pace = std::clamp(cost_s_ / kMovingShare, kFastest_s, kSlowestMoving_s);
    due = std::min(due, last_frame_ + pace);
  }
  if (new_values_ || animating_) {
    const double idle = std::clamp(cost_s_ / kIdleShare, kFastest_s, kSlowest_s);
    due = std::min(due, in_use(soonest) ? soonest : last_frame_ + idle);
  }
  return due;
}

}  // namespace facet::ui
