#include <chrono>

#include "app/bench/bench.h"
#include "app/bench/statistics.h"
#include "core/base/elapsed.h"
#include "core/base/files.h"
#include "core/base/numpy_random.h"
#include "core/engine/model_painter.h"
#include "core/train/trainer.h"

namespace facet {
namespace {

using Clock = std::chrono::steady_clock;
constexpr int kGrid = 100;

/// The weights to draw with: a model's, or those with which a preset begins.
Result<std::unique_ptr<FacePainter>> make_bench_painter(const BenchOptions& options) {
  if (!options.model.empty()) return load_painter({options.model, true}, DrawMode::kLive);
  BenchOptions small = options;
  small.data = "drawn:512";
  const Result<TrainingPlan> plan = bench_plan(small);
  if (!plan) return plan.error();
  const Result<DatasetPtr> dataset = open_dataset(plan->data, {user_cache_folder(), {}});
  if (!dataset) return dataset.error();
  Result<std::unique_ptr<Trainer>> trainer = Trainer::create(*plan, *dataset);
  if (!trainer) return trainer.error();
  return make_painter((*trainer)->snapshot(), true, DrawMode::kLive);
}

/// Decodes the codes again and again for `seconds`; the time of each pass.
Result<std::vector<double>> time_decoding(FacePainter& painter, std::span<const Latent> codes,
                                          double seconds, std::stop_token stop) {
  std::vector<double> passes;
  if (const auto warm = painter.decode(codes); !warm) return warm.error();
  const Clock::time_point start = Clock::now();
  while (passes.empty() || (seconds_since(start) < seconds && !stop.stop_requested())) {
    const Clock::time_point pass = Clock::now();
    if (const auto faces = painter.decode(codes); !faces) return faces.error();
    passes.push_back(seconds_since(pass));
  }
  return passes;
}

}  // namespace

Result<nlohmann::json> bench_decode(const BenchOptions& options, VerbContext& context) {
  Result<std::unique_ptr<FacePainter>> painter = make_bench_painter(options);
  if (!painter) return painter.error();
  const std::vector<Latent> codes = seeded_latents(334, kGrid, (*painter)->latent());
  const double half_s = options.seconds / 2;
  const auto grids = time_decoding(**painter, codes, half_s, context.stop);
  if (!grids) return grids.error();
  auto single = time_decoding(**painter, std::span(codes).first(1), half_s, context.stop);
  if (!single) return single.error();
  for (double& pass : *single) pass *= 1000;
  const WeightsId id = (*painter)->id();
  return nlohmann::json{{"images_per_s", kGrid / quantile(*grids, 0.5)},
                        {"latency_ms", percentiles(*single, {50, 95})},
                        {"preset", id.preset},
                        {"grids", grids->size()},
                        {"singles", single->size()}};
}

}  // namespace facet
