#pragma once

#include <memory>
#include <string>
#include <utility>

#include "core/data/dataset.h"
#include "core/engine/training_run.h"

namespace facet::test {

/// Pictures enough to train on and to hold some out: 54 and 6, so 6 steps of 8 are an epoch.
inline DatasetPtr tiny_data() { return *open_dataset("drawn:60:1"); }

/// A training that takes some ten milliseconds a step.
inline TrainingPlan tiny_plan(std::int64_t steps) {
  TrainingPlan plan = plan_for(*find_preset("fast-vae"), "drawn:60:1");
  plan.batch = 8;
  plan.latent = 16;
  plan.steps = steps;
  plan.threads = 1;
  plan.precision = Precision::kFp32;
  plan.device = Device::kCpu;
  return plan;
}

inline RunOptions tiny_options(const std::string& cache) {
  RunOptions options;
  options.cache_folder = cache;
  return options;
}

/// A run of `steps` steps in `path`, finished.
inline std::unique_ptr<TrainingRun> tiny_run(const std::string& path, std::int64_t steps) {
  auto run =
      TrainingRun::create(tiny_plan(steps), tiny_data(), path, tiny_options(path + ".cache"));
  if (!run) return nullptr;
  while (!(*run)->done()) {
    if (!(*run)->advance()) return nullptr;
  }
  if (!(*run)->finish()) return nullptr;
  return std::move(*run);
}

}  // namespace facet::test
