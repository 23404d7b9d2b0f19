#pragma once

#include <memory>
#include <stop_token>

#include "core/base/preset.h"
#include "core/base/result.h"
#include "core/train/trainer.h"

namespace facet {

/// A training with nothing beside it: data, loss and optimiser, no files and no window. One thread
/// at a time.
class BareTraining {
 public:
  /// Opens the data and sets up the trainer. Errors: those of the data set, of Trainer::create();
  /// kUsage for fewer than 4,096 pictures, from which a benchmark gathers.
  static Result<BareTraining> create(const TrainingPlan& plan);

  /// Trains for `seconds` and reads the losses back, so that all work is done; images a second.
  /// Errors: kCanceled when `stop` was requested, those of Trainer::step().
  Result<double> run(double seconds, const std::stop_token& stop);

 private:
  explicit BareTraining(std::unique_ptr<Trainer> trainer) : trainer_(std::move(trainer)) {}
  std::unique_ptr<Trainer> trainer_;
};

}  // namespace facet
