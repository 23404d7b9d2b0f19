#include <functional>
#include <utility>

#include "app/bench/bare_training.h"
#include "app/bench/bench.h"
#include "app/bench/scratch_folder.h"
#include "app/bench/statistics.h"
#include "app/bench/window_driver.h"
#include "app/first_session.h"
#include "core/base/files.h"
#include "core/base/words.h"

namespace facet {
namespace {

// The three phases take turns, because a machine's speed drifts: each round compares its own.
constexpr int kRounds = 3;
constexpr double kWarmUpShare = 0.3;  // of a phase, before the first round

/// Images a second in each round, and what of it was kept beside the window.
struct Rounds {
  std::vector<double> alone;
  std::vector<double> window;
  std::vector<double> dragged;
  std::vector<double> kept_window;
  std::vector<double> kept_dragged;
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

/// One round: the window's training rests, then goes on beside the untouched window, then beside
/// the dragged slider.
Status measure_round(BareTraining& bare, WindowDriver& driver, double phase_s,
                     const std::stop_token& stop, Rounds& rounds) {
  if (Status status = driver.pause(); !status) return status;
  const Result<double> alone = bare.run(phase_s, stop);
  if (!alone) return alone.error();
  if (Status status = driver.resume(); !status) return status;
  const Result<double> window = driver.rest_beside_training(phase_s);
  if (!window) return window.error();
  const Result<double> dragged = driver.drag_beside_training(phase_s);
  if (!dragged) return dragged.error();
  rounds.alone.push_back(*alone);
  rounds.window.push_back(*window);
  rounds.dragged.push_back(*dragged);
  rounds.kept_window.push_back(*window / *alone);
  rounds.kept_dragged.push_back(*dragged / *alone);
  return {};
}

nlohmann::json spread(const std::vector<double>& values) {
  return {{"median", quantile(values, 0.5)},
          {"low", quantile(values, 0)},
          {"high", quantile(values, 1)}};
}

}  // namespace

Result<nlohmann::json> bench_window(const BenchOptions& options, VerbContext& context) {
  const double phase_s = options.seconds / (3 * kRounds);
  const Result<TrainingPlan> plan = bench_plan(options);
  if (!plan) return plan.error();
  const ScratchFolder folder;
  const auto watch = std::make_shared<EngineWatch>();
  Result<std::unique_ptr<LiveWindow>> live =
      open_window(*plan, folder.path(), [watch] { watch->look(); });
  if (!live) return live.error();
  Result<BareTraining> bare = BareTraining::create(*plan);
  if (!bare) return bare.error();
  if (const auto warm = bare->run(kWarmUpShare * phase_s, context.stop); !warm) return warm.error();

  WindowDriver driver(std::move(*live), watch, context.stop);
  context.output.progress("starting a training beside the window");
  if (Status status = driver.start(*plan, folder.path() + "/run"); !status) return status.error();
  Rounds rounds;
  for (int round = 1; round <= kRounds; ++round) {
    if (Status status = measure_round(*bare, driver, phase_s, context.stop, rounds); !status) {
      return status.error();
    }
    context.output.progress("round " + std::to_string(round) + " of " + std::to_string(kRounds) +
                            ": " + fixed(rounds.alone.back(), 0) + " images/s alone, kept " +
                            fixed(rounds.kept_window.back(), 2) + " beside the window, " +
                            fixed(rounds.kept_dragged.back(), 2) + " beside a dragged slider");
  }
  const WindowDriver::Drag& drag = driver.drag();
  return nlohmann::json{
      {"frame_ms", percentiles(drag.frame_ms, {50, 99})},
      {"slider_to_view_ms", percentiles(drag.slider.to_view_ms(), {50, 95})},
      {"slider_to_picture_ms", percentiles(drag.slider.to_picture_ms(), {50, 95})},
      {"training_images_per_s",
       {{"alone", quantile(rounds.alone, 0.5)},
        {"window", quantile(rounds.window, 0.5)},
        {"dragged", quantile(rounds.dragged, 0.5)}}},
      {"training_kept",
       {{"window", spread(rounds.kept_window)}, {"dragged", spread(rounds.kept_dragged)}}},
      {"rounds", kRounds},
      {"slider_events", drag.slider.to_picture_ms().size()},
      {"threads", plan->threads},
      {"precision", precision_name(plan->precision)},
      {"preset", plan->preset},
      {"batch", plan->batch}};
}

}  // namespace facet
