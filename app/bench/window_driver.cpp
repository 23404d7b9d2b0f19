#include "app/bench/window_driver.h"

#include <cmath>
#include <utility>

#include "core/base/elapsed.h"

namespace facet {
namespace {

using Clock = std::chrono::steady_clock;
constexpr double kStartLimitS = 120;
constexpr double kPauseLimitS = 30;
constexpr double kPreparationLimitS = 60;
constexpr double kWarmUpS = 2;
/// After a change: until that long no hand counts as being at work, and new values were drawn.
constexpr double kSettleS = 1;

float middle(const ItemPlaces::Place& slider) { return (slider.top + slider.bottom) / 2; }

/// To and fro at one speed once in four seconds, clear of the ends, where a slider stops.
float slider_x(const ItemPlaces::Place& slider, double time_s) {
  const double way = std::fmod(time_s / 2, 2);
  const double share = 0.05 + 0.9 * (way < 1 ? way : 2 - way);
  return slider.left + static_cast<float>(share) * (slider.right - slider.left);
}

Error failed(const char* what) { return {ErrorCode::kInternal, what, "bench window"}; }

}  // namespace

WindowDriver::WindowDriver(std::unique_ptr<LiveWindow> live, std::shared_ptr<EngineWatch> watch,
                           std::stop_token stop)
    : live_(std::move(live)), watch_(std::move(watch)), stop_(std::move(stop)) {
  watch_->follow(&live_->engine());
}

WindowDriver::~WindowDriver() { watch_->follow(nullptr); }

Status WindowDriver::check_stop() const {
  if (!stop_.stop_requested() && !live_->finished()) return {};
  return Error{ErrorCode::kCanceled, "the benchmark was stopped", "window"};
}

Status WindowDriver::draw() {
  live_->wait_and_draw();
  while (watch_->take()) continue;
  return check_stop();
}

Status WindowDriver::rest(double seconds) {
  const Alarm end(seconds);
  const Clock::time_point begin = Clock::now();
  while (seconds_since(begin) < seconds) {
    if (Status status = draw(); !status) return status;
  }
  return {};
}

template <typename Done>
Result<bool> WindowDriver::draw_until(Done done, double limit_s) {
  const Alarm end(limit_s);
  const Clock::time_point begin = Clock::now();
  do {
    if (seconds_since(begin) > limit_s) return false;
    if (Status status = draw(); !status) return status.error();
  } while (!done());
  return true;
}

Status WindowDriver::start(const TrainingPlan& plan, const std::string& run_folder) {
  live_->engine().send(StartTraining{plan, run_folder});
  const ui::UiInput& seen = live_->input();
  bool failure = false;
  const Result<bool> began = draw_until(
      [&] {
        if (!seen.training || !seen.view) return false;
        failure = seen.training->state == TrainingState::kFailed;
        return failure || (seen.training->state == TrainingState::kRunning &&
                           seen.training->step > 2 && seen.view->path != nullptr);
      },
      kStartLimitS);
  if (!began) return began.error();
  if (failure) return failed("the training of the benchmark failed");
  if (!*began) return failed("the training of the benchmark did not begin");
  const Result<bool> prepared =
      draw_until([&] { return !seen.measured->judge.empty(); }, kPreparationLimitS);
  if (!prepared) return prepared.error();
  return rest(kWarmUpS);
}

Status WindowDriver::pause() {
  live_->engine().send(PauseTraining{});
  const Result<bool> rests = draw_until(
      [&] {
        const TrainingView& training = *live_->input().training;
        return training.state == TrainingState::kPaused &&
               training.checkpoint_step == training.step;
      },
      kPauseLimitS);
  if (!rests) return rests.error();
  if (!*rests) return failed("the training of the benchmark did not come to rest");
  return rest(kSettleS);
}

Status WindowDriver::resume() {
  const std::int64_t step = live_->input().training->step;
  live_->engine().send(ResumeTraining{});
  const Result<bool> goes_on =
      draw_until([&] { return live_->input().training->step > step; }, kStartLimitS);
  if (!goes_on) return goes_on.error();
  if (!*goes_on) return failed("the training of the benchmark did not go on");
  return rest(kSettleS);
}

Result<double> WindowDriver::rest_beside_training(double seconds) {
  watch_->begin_count();
  if (Status status = rest(seconds); !status) return status.error();
  return watch_->images_per_s();
}

Result<double> WindowDriver::drag_beside_training(double seconds) {
  const auto slider = live_->places()->find("Path", "##position");
  if (!slider) return failed("the slider of the path is not on screen");
  watch_->begin_count();
  last_frame_.reset();
  const Clock::time_point begin = Clock::now();
  {
    Hand hand;
    while (seconds_since(begin) < seconds) {
      if (Status status = drag_frame(hand, *slider, begin); !status) return status.error();
    }
  }
  live_->window().move_pointer(slider->left, middle(*slider), false);
  return watch_->images_per_s();
}

/// Takes what the hand did, draws a frame if one is due, and notes what became of movements.
Status WindowDriver::drag_frame(Hand& hand, const ItemPlaces::Place& slider,
                                Clock::time_point begin) {
  live_->window().wait_events();
  while (const auto moved = hand.take()) {
    live_->window().move_pointer(slider_x(slider, seconds_between(begin, *moved)), middle(slider),
                                 true);
    drag_.slider.moved(*moved);
  }
  const std::uint64_t serial = live_->session_serial();
  if (live_->draw_if_due()) {
    const Clock::time_point ended = Clock::now();
    if (live_->session_serial() != serial) {
      drag_.slider.taken(live_->session_serial());
    } else {
      drag_.slider.ignored();
    }
    note_views();
    drag_.slider.shown(live_->input().view->touched_serial, ended);
    if (last_frame_) drag_.frame_ms.push_back(seconds_between(*last_frame_, ended) * 1000);
    last_frame_ = ended;
  }
  note_views();
  return check_stop();
}

void WindowDriver::note_views() {
  while (const auto view = watch_->take()) drag_.slider.drawn(view->touched_serial, view->at);
}

}  // namespace facet
