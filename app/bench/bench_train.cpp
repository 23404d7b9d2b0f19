#include <chrono>

#include "app/bench/bench.h"
#include "app/bench/statistics.h"
#include "core/base/files.h"
#include "core/base/words.h"
#include "core/data/dataset.h"
#include "core/train/trainer.h"

namespace facet {
namespace {

using Clock = std::chrono::steady_clock;
constexpr int kRounds = 5;
constexpr std::int64_t kLeastPictures = 4096;

double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

/// Trains for `seconds` and reads the losses back, so that all work is done; images a second.
Result<double> train_for(Trainer& trainer, double seconds, std::stop_token stop) {
  const std::int64_t before = trainer.images_done();
  const Clock::time_point start = Clock::now();
  do {
    if (stop.stop_requested()) return Error{ErrorCode::kCanceled, "the benchmark was stopped", ""};
    if (Status status = trainer.step(); !status) return status.error();
  } while (seconds_since(start) < seconds);
  if (const auto losses = trainer.take_losses(); !losses) return losses.error();
  return static_cast<double>(trainer.images_done() - before) / seconds_since(start);
}

}  // namespace

Result<TrainingPlan> bench_plan(const BenchOptions& options) {
  const Result<Preset> preset = find_preset(options.preset);
  if (!preset) return preset.error();
  TrainingPlan plan = plan_for(*preset, options.data);
  plan.epochs = 0;
  if (options.batch) plan.batch = *options.batch;
  plan.threads = options.threads;
  plan.precision = options.precision;
  if (Status status = check_plan(plan); !status) return status.error();
  return resolve_plan(plan, user_cache_folder());
}

Result<nlohmann::json> bench_train(const BenchOptions& options, VerbContext& context) {
  const Result<TrainingPlan> plan = bench_plan(options);
  if (!plan) return plan.error();
  const Result<DatasetPtr> dataset = open_dataset(plan->data, {user_cache_folder(), {}});
  if (!dataset) return dataset.error();
  if ((*dataset)->size() < kLeastPictures) {
    return Error{ErrorCode::kUsage,
                 "a benchmark gathers from at least 4,096 pictures, and these are " +
                     with_thousands((*dataset)->size()) + "; choose another data set",
                 options.data};
  }
  Result<std::unique_ptr<Trainer>> trainer = Trainer::create(*plan, *dataset);
  if (!trainer) return trainer.error();

  // The first steps choose kernels and fill caches.
  const double round_s = options.seconds / (kRounds + 1);
  std::vector<double> rounds;
  for (int round = 0; round <= kRounds; ++round) {
    const Result<double> images_per_s = train_for(**trainer, round_s, context.stop);
    if (!images_per_s) return images_per_s.error();
    if (round > 0) rounds.push_back(*images_per_s);
    context.output.progress("round " + std::to_string(round) + " of " + std::to_string(kRounds) +
                            ": " + fixed(*images_per_s, 1) + " images/s");
  }
  return nlohmann::json{{"images_per_s", quantile(rounds, 0.5)},
                        {"images_per_s_low", quantile(rounds, 0)},
                        {"images_per_s_high", quantile(rounds, 1)},
                        {"rounds", kRounds},
                        {"batch", plan->batch},
                        {"preset", plan->preset},
                        {"data", plan->data},
                        {"threads", plan->threads},
                        {"precision", precision_name(plan->precision)},
                        {"device", device_name(plan->device)}};
}

}  // namespace facet
