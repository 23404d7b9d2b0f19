#include <atomic>
#include <chrono>
#include <cmath>
#include <condition_variable>
#include <cstdlib>
#include <filesystem>
#include <mutex>
#include <thread>

#include "app/bench/bench.h"
#include "app/bench/slider_latency.h"
#include "app/bench/statistics.h"
#include "app/first_session.h"
#include "app/live_window.h"
#include "core/base/channels.h"
#include "core/base/files.h"
#include "core/data/dataset.h"

namespace facet {
namespace {

using Clock = std::chrono::steady_clock;
constexpr std::chrono::duration<double> kDragInterval{1.0 / 60};
constexpr double kStartLimit_s = 120;
constexpr double kWarmUp_s = 2;
constexpr double kPreparationLimit_s = 60;

double seconds_since(Clock::time_point from, Clock::time_point to = Clock::now()) {
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

/// What a phase has measured.
struct Phase {
  std::vector<double> frame_ms;  ///< from the end of a frame to the end of the next
  SliderLatency slider;
  double images_per_s = 0;
};

/// A View that was published while the benchmark looked on.
struct SeenView {
  std::uint64_t touched_serial = 0;
  Clock::time_point at;
};

/// Notes when Views are published, on the thread that publishes them. Any thread.
class ViewWatch {
 public:
  /// Follows that engine from now on; it must be told before the engine ends.
  void follow(Engine* engine) { engine_ = engine; }
  /// EngineOptions::wake: something was published.
  void look() {
    Engine* const engine = engine_;
    if (engine != nullptr) seen_.push({engine->view()->touched_serial, Clock::now()});
  }
  std::optional<SeenView> take() { return seen_.try_pop(); }

 private:
  std::atomic<Engine*> engine_ = nullptr;
  Mailbox<SeenView> seen_;
};

/// A hand that moves 60 times a second, whatever the window is doing: it puts down when, and wakes
/// the window as the arrival of an event does.
class Hand {
 public:
  Hand() : thread_([this](const std::stop_token& stop) { move(stop); }) {}
  /// The time of the next movement that the window has not taken yet.
  std::optional<Clock::time_point> take() { return movements_.try_pop(); }

 private:
  void move(const std::stop_token& stop) {
    std::mutex mutex;
    std::condition_variable_any never;
    std::unique_lock lock(mutex);
    Clock::time_point next = Clock::now();
    while (!stop.stop_requested()) {
      movements_.push(Clock::now());
      ui::Window::wake();
      next += std::chrono::duration_cast<Clock::duration>(kDragInterval);
      never.wait_until(lock, stop, next, [] { return false; });
    }
  }

  Mailbox<Clock::time_point> movements_;
  std::jthread thread_;  ///< last: it uses the mailbox
};

/// The window with its training, driven for a benchmark.
class WindowBench {
 public:
  WindowBench(std::unique_ptr<LiveWindow> live, std::shared_ptr<ViewWatch> views,
              std::stop_token stop)
      : live_(std::move(live)), views_(std::move(views)), stop_(std::move(stop)) {
    views_->follow(&live_->engine());
  }
  ~WindowBench() { views_->follow(nullptr); }
  WindowBench(const WindowBench&) = delete;
  WindowBench& operator=(const WindowBench&) = delete;

  /// Begins training and waits until it runs, the path is drawn, and what a training needs once,
  /// the judge of its labels, is ready.
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
      if (ready) return rest_until_prepared();
      if (seconds_since(begin) > kStartLimit_s) {
        return Error{ErrorCode::kInternal, "the training of the benchmark did not begin",
                     run_folder};
      }
    }
  }

  /// The window open and untouched.
  Result<Phase> untouched(double seconds) {
    Phase phase;
    const std::int64_t images = images_so_far();
    const Clock::time_point begin = Clock::now();
    if (Status status = rest(seconds); !status) return status.error();
    phase.images_per_s = static_cast<double>(images_so_far() - images) / seconds_since(begin);
    return phase;
  }

  /// The path's slider dragged to and fro at 60 Hz.
  Result<Phase> dragged(double seconds) {
    const auto slider = live_->places()->find("Path", "##position");
    if (!slider) {
      return Error{ErrorCode::kInternal, "the slider of the path is not on screen", "window"};
    }
    Phase phase;
    const std::int64_t images = images_so_far();
    const Clock::time_point begin = Clock::now();
    {
      Hand hand;
      while (seconds_since(begin) < seconds) {
        if (Status status = drag_frame(hand, *slider, begin, phase); !status) {
          return status.error();
        }
      }
    }
    phase.images_per_s = static_cast<double>(images_so_far() - images) / seconds_since(begin);
    live_->window().move_pointer(slider->left, middle(*slider), false);
    return phase;
  }

 private:
  static float middle(const ItemPlaces::Place& slider) { return (slider.top + slider.bottom) / 2; }
  std::int64_t images_so_far() const { return live_->engine().training()->images; }

  Status check_stop() const {
    if (!stop_.stop_requested() && !live_->finished()) return {};
    return Error{ErrorCode::kCanceled, "the benchmark was stopped", "window"};
  }

  Status draw() {
    live_->wait_and_draw();
    while (views_->take()) continue;
    return check_stop();
  }

  Status rest(double seconds) {
    const Clock::time_point begin = Clock::now();
    while (seconds_since(begin) < seconds) {
      if (Status status = draw(); !status) return status;
    }
    return {};
  }

  Status rest_until_prepared() {
    const Clock::time_point begin = Clock::now();
    while (live_->input().measured->judge.empty() && seconds_since(begin) < kPreparationLimit_s) {
      if (Status status = draw(); !status) return status;
    }
    return rest(kWarmUp_s);
  }

  /// Takes what the hand did, draws a frame if one is due, and notes what became of movements.
  Status drag_frame(Hand& hand, const ItemPlaces::Place& slider, Clock::time_point begin,
                    Phase& phase) {
    live_->window().wait_events();
    while (const auto moved = hand.take()) {
      const float x = slider_x(slider, std::chrono::duration<double>(*moved - begin).count());
      live_->window().move_pointer(x, middle(slider), true);
      phase.slider.moved(*moved);
    }
    const std::uint64_t serial = live_->session_serial();
    if (live_->draw_if_due()) {
      const Clock::time_point ended = Clock::now();
      if (live_->session_serial() != serial) {
        phase.slider.taken(live_->session_serial());
      } else {
        phase.slider.ignored();
      }
      note_views(phase);
      phase.slider.shown(live_->input().view->touched_serial, ended);
      if (last_frame_) phase.frame_ms.push_back(seconds_since(*last_frame_, ended) * 1000);
      last_frame_ = ended;
    }
    note_views(phase);
    return check_stop();
  }

  void note_views(Phase& phase) {
    while (const auto view = views_->take()) phase.slider.drawn(view->touched_serial, view->at);
  }

  /// To and fro at one speed once in four seconds, clear of the ends, where a slider stops.
  static float slider_x(const ItemPlaces::Place& slider, double time_s) {
    const double way = std::fmod(time_s / 2, 2);
    const double share = 0.05 + 0.9 * (way < 1 ? way : 2 - way);
    return slider.left + static_cast<float>(share) * (slider.right - slider.left);
  }

  std::unique_ptr<LiveWindow> live_;
  std::shared_ptr<ViewWatch> views_;
  std::stop_token stop_;
  std::optional<Clock::time_point> last_frame_;
};

Result<std::unique_ptr<LiveWindow>> open_window(const TrainingPlan& plan, const std::string& folder,
                                                std::function<void()> published) {
  LiveWindowOptions options;
  options.session = make_first_session();
  options.session.plan = plan;
  options.published = std::move(published);
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

  const Result<TrainingPlan> plan = bench_plan(options);
  if (!plan) return plan.error();
  const ScratchFolder folder;
  const auto views = std::make_shared<ViewWatch>();
  Result<std::unique_ptr<LiveWindow>> live =
      open_window(*plan, folder.path(), [views] { views->look(); });
  if (!live) return live.error();
  WindowBench bench(std::move(*live), views, context.stop);
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
      {"slider_to_view_ms", percentiles(dragged->slider.to_view_ms(), {50, 95})},
      {"slider_to_picture_ms", percentiles(dragged->slider.to_picture_ms(), {50, 95})},
      {"training_images_per_s",
       {{"alone", (*without)["images_per_s"]},
        {"window", open->images_per_s},
        {"dragged", dragged->images_per_s}}},
      {"slider_events", dragged->slider.to_picture_ms().size()},
      {"threads_alone", (*without)["threads"]},
      {"threads", plan->threads},
      {"precision", precision_name(plan->precision)},
      {"preset", plan->preset},
      {"batch", plan->batch}};
}

}  // namespace facet
