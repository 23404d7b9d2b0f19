#pragma once

#include <memory>
#include <vector>

#include "core/model/vae.h"
#include "core/train/network_trainer.h"
#include "core/train/vae_recipe.h"

namespace facet {

/// Trains the VAE presets. Weights and optimiser are fp32; in bf16 the networks compute with a copy
/// that is cast once a step, the loss stays fp32.
class VaeTrainer final : public NetworkTrainer {
 public:
  /// `plan` is resolved and checked, the dataset has pictures; throws what LibTorch throws.
  VaeTrainer(TrainingPlan plan, DatasetPtr dataset, std::unique_ptr<const Vae> vae);

 private:
  struct Losses {
    at::Tensor total;
    at::Tensor reconstruction;
    at::Tensor kl;
    Posterior posterior;
  };

  std::vector<at::Tensor> train_batch() override;
  Losses forward(const at::Tensor& pictures);

  const Vae& vae_;
  VaeRecipe recipe_;
};

}  // namespace facet
