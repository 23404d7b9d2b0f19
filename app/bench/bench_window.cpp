#include <chrono>
#include <cmath>
#include <cstdlib>
#include <deque>
#include <filesystem>

#include "app/bench/bench.h"
#include "app/bench/statistics.h"
#include "app/live_window.h"
#include "core/base/files.h"
#include "core/data/dataset.h"

namespace facet {
namespace {

using Clock = std::chrono::steady_clock;
constexpr double kDragInterval_s = 1.0 / 60;
constexpr double kStartLimit_s = 120;
constexpr double kWarmUp_s = 2;

double seconds_between(Clock::time_point from, Clock::time_point to) {
  return std::chrono::duration<double>(to - from).count();
}

/// A folder for the runs of a benchmark, removed at its end.
class ScratchFolder {
 public:
  ScratchFolder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "facet-bench-XXXXXX").string();
    if (::mkdtemp(pattern.data()) != nullptr) path_ = pattern;
  }
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;
  ~ScratchFolder() {
    std::error_code ignored;
    if (!path_.empty()) std::filesystem::remove_all(path_, ignored);
  }
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

/// Frames, latencies and training speed of one phase.
struct Phase {
  std::vector<double> frame_ms;
  std::vector<double> slider_to_view_ms;
  std::vector<double> slider_to_picture_ms;
  double images_per_s = 0;
};

/// The window with its training, driven for a benchmark.
class WindowBench {
 public:
  WindowBench(std::unique_ptr<LiveWindow> live, std::stop_token stop)
      : live_(std::move(live)), stop_(std::move(stop)) {}

  /// Begins training and waits until it runs and the path is drawn.
  Status start(const TrainingPlan& plan, const std::string& run_folder) {
    live_->engine().send(StartTraining{plan, run_folder});
    const Clock::time_point begin = Clock::now();
    while (true) {
      if (Status status = draw(); !status) return status;
      const TrainingView& training = *live_->input().training;
      if (training.state == TrainingState::kFailed) {
        return Error{ErrorCode::kInternal, "the training of the benchmark failed", run_folder};
      }
      const bool ready = training.state == TrainingState::kRunning && training.step > 2 &&
                         live_->input().view->path != nullptr;
      if (ready) return rest(kWarmUp_s);
      if (seconds_between(begin, Clock::now()) > kStartLimit_s) {
        return Error{ErrorCode::kInternal, "the training of the benchmark did not begin",
                     run_folder};
      }
    }
  }

  /// The window open and untouched.
  Result<Phase> untouched(double seconds) {
    Phase phase;
    const Clock::time_point begin = Clock::now();
    const std::int64_t images = live_->engine().training()->images;
    while (seconds_between(begin, Clock::now()) < seconds) {
      if (Status status = draw(); !status) return status.error();
    }
    phase.images_per_s = speed_since(images, begin);
    return phase;
  }

  /// The path's slider dragged to and fro at 60 Hz.
  Result<Phase> dragged(double seconds) {
    const auto slider = live_->places()->find("Path", "##position");
    if (!slider) {
      return Error{ErrorCode::kInternal, "the slider of the path is not on screen", "window"};
    }
    Phase phase;
    const Clock::time_point begin = Clock::now();
    const std::int64_t images = live_->engine().training()->images;
    Clock::time_point next = begin;
    while (seconds_between(begin, Clock::now()) < seconds) {
      if (Clock::now() >= next) {
        move_slider(*slider, seconds_between(begin, Clock::now()));
        next += std::chrono::duration_cast<Clock::duration>(
            std::chrono::duration<double>(kDragInterval_s));
      }
      if (Status status = timed_draw(phase); !status) return status.error();
    }
    phase.images_per_s = speed_since(images, begin);
    const float y = (slider->top + slider->bottom) / 2;
    live_->window().move_pointer(slider->left, y, false);
    return phase;
  }

 private:
  /// A slider event on its way to the screen.
  struct Event {
    Clock::time_point at;
    std::uint64_t serial = 0;  ///< of the session that it made; 0: not yet
    bool in_view = false;
  };

  Status draw() {
    if (stop_.stop_requested() || live_->finished()) {
      return Error{ErrorCode::kCanceled, "the benchmark was stopped", "window"};
    }
    live_->wait_and_draw();
    return {};
  }

  Status rest(double seconds) {
    const Clock::time_point begin = Clock::now();
    while (seconds_between(begin, Clock::now()) < seconds) {
      if (Status status = draw(); !status) return status;
    }
    return {};
  }

  void move_slider(const ItemPlaces::Place& slider, double time_s) {
    // To and fro once in four seconds, clear of the ends, where a slider stops moving.
    const double share = 0.5 - 0.45 * std::cos(time_s * 3.14159265358979 / 2);
    const float x = slider.left + static_cast<float>(share) * (slider.right - slider.left);
    live_->window().move_pointer(x, (slider.top + slider.bottom) / 2, true);
    events_.push_back({Clock::now()});
  }

  Status timed_draw(Phase& phase) {
    const std::uint64_t serial_before = live_->session_serial();
    const Clock::time_point began = Clock::now();
    if (stop_.stop_requested() || live_->finished()) return draw();
    const bool drew = live_->wait_and_draw();
    const Clock::time_point ended = Clock::now();
    if (drew) {
      if (last_frame_) phase.frame_ms.push_back(seconds_between(*last_frame_, ended) * 1000);
      last_frame_ = ended;
    }
    note_views(phase, Clock::now());
    if (drew) note_pictures(phase, ended);
    if (live_->session_serial() != serial_before) {
      for (Event& event : events_) {
        if (event.serial == 0 && event.at <= began) event.serial = live_->session_serial();
      }
    }
    return {};
  }

  /// Events whose session is drawn in the newest View.
  void note_views(Phase& phase, Clock::time_point now) {
    const std::uint64_t drawn = live_->engine().view()->touched_serial;
    for (Event& event : events_) {
      if (event.in_view || event.serial == 0 || event.serial > drawn) continue;
      event.in_view = true;
      phase.slider_to_view_ms.push_back(seconds_between(event.at, now) * 1000);
    }
  }

  /// Events whose picture the frame that has just ended shows.
  void note_pictures(Phase& phase, Clock::time_point now) {
    const std::uint64_t shown = live_->input().view->touched_serial;
    while (!events_.empty() && events_.front().serial != 0 && events_.front().serial <= shown) {
      phase.slider_to_picture_ms.push_back(seconds_between(events_.front().at, now) * 1000);
      events_.pop_front();
    }
  }

  double speed_since(std::int64_t images, Clock::time_point begin) const {
    return static_cast<double>(live_->engine().training()->images - images) /
           seconds_between(begin, Clock::now());
  }

  std::unique_ptr<LiveWindow> live_;
  std::stop_token stop_;
  std::deque<Event> events_;
  std::optional<Clock::time_point> last_frame_;
};

Result<std::unique_ptr<LiveWindow>> open_window(const TrainingPlan& plan,
                                                const std::string& folder) {
  LiveWindowOptions options;
  options.session.plan = plan;
  options.runs_folder = folder;
  options.cache_folder = user_cache_folder();
  options.track_places = true;
  return LiveWindow::create(std::move(options));
}

}  // namespace

Result<nlohmann::json> bench_window(const BenchOptions& options, VerbContext& context) {
  const double phase_s = options.seconds / 3;
  BenchOptions alone = options;
  alone.seconds = phase_s;
  context.output.progress("training alone");
  const Result<nlohmann::json> without = bench_train(alone, context);
  if (!without) return without.error();

  const Result<TrainingPlan> plan = bench_plan(options, true);
  if (!plan) return plan.error();
  const ScratchFolder folder;
  Result<std::unique_ptr<LiveWindow>> live = open_window(*plan, folder.path());
  if (!live) return live.error();
  WindowBench bench(std::move(*live), context.stop);
  context.output.progress("starting beside the window");
  if (Status status = bench.start(*plan, folder.path() + "/run"); !status) return status.error();
  context.output.progress("training beside the untouched window");
  const Result<Phase> open = bench.untouched(phase_s);
  if (!open) return open.error();
  context.output.progress("training beside a dragged slider");
  const Result<Phase> dragged = bench.dragged(phase_s);
  if (!dragged) return dragged.error();
  return nlohmann::json{
      {"frame_ms", percentiles(dragged->frame_ms, {50, 99})},
      {"slider_to_view_ms", percentiles(dragged->slider_to_view_ms, {50, 95})},
      {"slider_to_picture_ms", percentiles(dragged->slider_to_picture_ms, {50, 95})},
      {"training_images_per_s",
       {{"alone", (*without)["images_per_s"]},
        {"window", open->images_per_s},
        {"dragged", dragged->images_per_s}}},
      {"slider_events", dragged->slider_to_picture_ms.size()},
      {"threads_alone", (*without)["threads"]},
      {"threads", plan->threads},
      {"precision", precision_name(plan->precision)},
      {"preset", plan->preset},
      {"batch", plan->batch}};
}

}  // namespace facet
