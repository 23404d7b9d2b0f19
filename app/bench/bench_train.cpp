#include "app/bench/bare_training.h"
#include "app/bench/bench.h"
#include "app/bench/statistics.h"
#include "core/base/files.h"
#include "core/base/words.h"

namespace facet {
namespace {

constexpr int kRounds = 5;

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
  Result<BareTraining> training = BareTraining::create(*plan);
  if (!training) return training.error();

  // The first steps choose kernels and fill caches.
  const double round_s = options.seconds / (kRounds + 1);
  std::vector<double> rounds;
  for (int round = 0; round <= kRounds; ++round) {
    const Result<double> images_per_s = training->run(round_s, context.stop);
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
