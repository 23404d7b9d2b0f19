#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "core/base/preset.h"
#include "core/base/training_view.h"
#include "core/data/dataset.h"
#include "core/model/checkpoint.h"
#include "core/model/weights.h"

namespace facet {

/// One training of any kind of model: a plain class whose step() does one optimiser step; put a
/// thread around it, or not. All functions on one thread, the one that called create().
class Trainer {
 public:
  /// Makes networks and optimiser for `plan` (resolved: no `auto`, no threads = 0) on `dataset`.
  /// Sets this thread's number of OpenMP threads. A training that will be loaded needs no `start`:
  /// it is told with the state. Errors: fewer training pictures than 1, a start that cannot be
  /// read or begun as, CUDA that is not there, out of memory.
  static Result<std::unique_ptr<Trainer>> create(const TrainingPlan& plan, DatasetPtr dataset);
  virtual ~Trainer() = default;

  /// One optimiser step. Losses stay on the device until take_losses(). An Error when memory runs
  /// out or a library fails; the weights are then as before the step or as the last good ones.
  virtual Status step() = 0;
  /// Losses (in the order of loss_series()) of the steps since the last call, oldest first; reads
  /// them back from the device. An Error (kDiverged) names the first step whose loss is not finite.
  virtual Result<std::vector<LossPoint>> take_losses() = 0;

  virtual std::int64_t steps_done() const = 0;
  const TrainingPlan& plan() const { return plan_; }
  const Dataset& dataset() const { return *dataset_; }
  /// Pictures seen: steps x batch.
  std::int64_t images_done() const { return steps_done() * plan_.batch; }
  /// Pictures that are trained on: the data set's first ones.
  virtual std::int64_t training_pictures() const = 0;
  /// Steps that make an epoch, at least 1: training pictures / batch, half as many for the report's
  /// GAN.
  virtual std::int64_t steps_per_epoch() const = 0;
  /// Applies from the next step on.
  void set_learning_rate(double learning_rate) { plan_.learning_rate = learning_rate; }
  void set_kl_weight(double kl_weight) { plan_.kl_weight = kl_weight; }
  void set_sharpening(double sharpening) { plan_.sharpening = sharpening; }

  /// A copy of what draws; costs a copy of the weights, touches no generator.
  virtual WeightsPtr snapshot() = 0;
  /// The same of the averaged weights alone: half the copying.
  virtual WeightsPtr averaged_snapshot() = 0;
  /// Mean PSNR in dB of the held-out pictures (posterior mean, EMA weights, pixels in [0,1]), over
  /// at most `limit` of them. NaN where there is no encoder.
  virtual double held_out_psnr_db(std::int64_t limit) = 0;

  /// A copy of everything; N + save + load + N steps equals 2N steps to the bit on a CPU with the
  /// same threads.
  virtual TrainerState save_state() = 0;
  /// What of it is_drawn_with(), a fraction of the copying; and of that what the averaged weights
  /// need.
  virtual TrainerState drawing_state() = 0;
  virtual TrainerState averaged_state() = 0;
  virtual Status load_state(const TrainerState& state, const std::string& where) = 0;

 protected:
  Trainer(TrainingPlan plan, DatasetPtr dataset)
      : plan_(std::move(plan)), dataset_(std::move(dataset)) {}
  TrainingPlan plan_;
  DatasetPtr dataset_;
};

/// Replaces `auto` by what this machine does best: device; threads; precision: bf16 on a GPU, and
/// on a CPU with bf16 units if a short timed trial finds it faster. The trial's outcome is kept in
/// `cache_folder` for the machine and the preset. Changes the calling thread's number of OpenMP
/// threads. Errors: CUDA asked for where there is none.
Result<TrainingPlan> resolve_plan(TrainingPlan plan, const std::string& cache_folder);

}  // namespace facet
