#pragma once

#include <memory>
#include <string>
#include <utility>

#include "core/data/dataset.h"
#include "core/engine/training_run.h"

namespace facet::test {

/// Ten pictures: nine to train on, so nine steps of one are an epoch, and one held out.
inline constexpr const char* kTinyData = "drawn:10:1";
inline DatasetPtr tiny_data() { return *open_dataset(kTinyData); }

/// A training of the preset with the smallest state.
inline TrainingPlan tiny_plan(std::int64_t steps) {
  TrainingPlan plan = plan_for(*find_preset("report-vae"), kTinyData);
  plan.batch = 1;
  plan.latent = 16;
  plan.epochs = 0;
  plan.steps = steps;
  plan.threads = 1;
  plan.precision = Precision::kFp32;
  plan.device = Device::kCpu;
  return plan;
}

/// A training whose epochs are too long for their grids to take part in a test.
inline TrainingPlan long_plan(std::int64_t steps) {
  TrainingPlan plan = tiny_plan(steps);
  plan.data = "drawn:400:1";
  return plan;
}

inline RunOptions tiny_options(bool epoch_grids = false) {
  RunOptions options;
  options.epoch_grids = epoch_grids;
  return options;
}

/// A run of `steps` steps in `path`, finished.
inline std::unique_ptr<TrainingRun> tiny_run(const std::string& path, std::int64_t steps,
                                             bool epoch_grids = false) {
  auto run = TrainingRun::create(tiny_plan(steps), tiny_data(), path, tiny_options(epoch_grids));
  if (!run) return nullptr;
  while (!(*run)->done()) {
    if (!(*run)->advance()) return nullptr;
  }
  if (!(*run)->finish()) return nullptr;
  return std::move(*run);
}

}  // namespace facet::test
