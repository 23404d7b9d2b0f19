#pragma once

#include <ATen/core/Generator.h>
#include <ATen/core/Tensor.h>

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/model/posterior_moments.h"
#include "core/model/vae.h"
#include "core/train/adam.h"
#include "core/train/batch_source.h"
#include "core/train/loss_log.h"
#include "core/train/trainer.h"
#include "core/train/vae_recipe.h"

namespace facet {

/// Trains the VAE presets. Weights and optimiser are fp32; in bf16 the networks compute with a copy
/// that is cast once a step, the loss stays fp32.
class VaeTrainer final : public Trainer {
 public:
  /// `plan` is resolved and checked, the dataset has pictures; throws what LibTorch throws.
  VaeTrainer(TrainingPlan plan, DatasetPtr dataset, std::unique_ptr<const Vae> vae);

  Status step() override;
  Result<std::vector<LossPoint>> take_losses() override { return losses_.take(); }
  std::int64_t steps_done() const override { return steps_done_; }
  WeightsPtr snapshot() override;
  double held_out_psnr_db(std::int64_t limit) override;
  TrainerState save_state() override;
  Status load_state(const TrainerState& state, const std::string& where) override;

 private:
  struct Losses {
    at::Tensor total;
    at::Tensor reconstruction;
    at::Tensor kl;
    Posterior posterior;
  };

  /// Gives the weights their initial values, unless they have some. Not in the constructor: fitting
  /// them to the data takes seconds, which a resumed training does not need to spend.
  void ensure_values();
  void train_one_batch();
  Losses forward(const at::Tensor& pictures);
  const Parameters& network_weights() const { return fast_weights_ ? *fast_weights_ : weights_; }

  VaeRecipe recipe_;
  std::unique_ptr<const Vae> vae_;
  at::Device device_;
  Parameters weights_;
  Parameters ema_;
  std::optional<Parameters> fast_weights_;  // bf16
  Adam adam_;
  PosteriorMoments moments_;
  BatchSource batches_;
  LossLog losses_;
  at::Generator noise_;
  std::int64_t steps_done_ = 0;
  bool has_values_ = false;
};

}  // namespace facet
