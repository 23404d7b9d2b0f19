#pragma once

// Include this last: LibTorch has a macro CHECK of its own, which doctest replaces.
#include <doctest/doctest.h>

#include <cstdint>
#include <memory>
#include <string>
#include <utility>

#include "core/train/trainer.h"
#include "tests/core/train/toy_dataset.h"

namespace facet::test {

/// A small training of a preset that gives the same bytes everywhere: one thread, fp32.
inline TrainingPlan plan_of(const std::string& preset, int batch = 4) {
  TrainingPlan plan = plan_for(*find_preset(preset), "toy");
  plan.batch = batch;
  plan.latent = 8;
  plan.threads = 1;
  plan.precision = Precision::kFp32;
  plan.device = Device::kCpu;
  return plan;
}

inline std::unique_ptr<Trainer> trainer_of(const TrainingPlan& plan, std::int64_t pictures = 24) {
  Result<std::unique_ptr<Trainer>> trainer =
      Trainer::create(plan, std::make_shared<ToyDataset>(pictures));
  REQUIRE(trainer);
  return *std::move(trainer);
}

inline void train(Trainer& trainer, int steps) {
  for (int i = 0; i < steps; ++i) {
    const Status status = trainer.step();
    REQUIRE_MESSAGE(status, (status ? "" : status.error().message));
  }
}

}  // namespace facet::test
