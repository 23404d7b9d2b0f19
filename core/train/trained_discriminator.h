#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "core/model/gan.h"
#include "core/train/gan_recipe.h"
#include "core/train/trained_network.h"

namespace facet {

/// A discriminator in training: half of what a GAN is, and what sharpens a VAE. One thread at a
/// time; functions throw what LibTorch throws.
class TrainedDiscriminator {
 public:
  /// What a step leaves for the curves: scalars.
  struct Step {
    at::Tensor loss, on_real, on_generated, gradient;
  };

  TrainedDiscriminator(std::unique_ptr<const Discriminator> discriminator, const GanRecipe& recipe,
                       const at::Device& device, Precision precision);

  /// Where it starts, a function of the training's seed.
  void initialize(std::uint64_t training_seed);

  /// One step of the optimiser at `learning_rate`, the step `step` (from 0) of the training: learns
  /// to tell `real` from `generated`, both [N,3,64,64] in [-1,1] with the channels last.
  Step train(const at::Tensor& real, const at::Tensor& generated, std::int64_t step,
             double learning_rate);

  /// What it says to whoever drew the pictures: how little it takes them for real, a scalar, and
  /// the gradient of that by the pictures.
  struct Verdict {
    at::Tensor loss, gradient;
  };
  Verdict judge(const at::Tensor& generated) const;

  /// "discriminator.…", "optimizer.…" tensors for a checkpoint.
  void save(TensorMap& map) const { network_.save(map); }
  /// Reads them back, also of a discriminator that was not told of roughness. Errors name `where`
  /// and the tensor.
  Status load(const TensorMap& map, const std::string& where);

 private:
  /// What a part of a batch leaves: its share of the batch's means, and gradients.
  struct PartStep {
    at::Tensor loss, on_real, on_generated;
    TrainedNetwork::Gradients gradients;
  };
  PartStep learn(const at::Tensor& real, const at::Tensor& generated, double share,
                 bool penalised) const;
  std::pair<at::Tensor, at::Tensor> logits_of(const at::Tensor& real,
                                              const at::Tensor& generated) const;

  std::unique_ptr<const Discriminator> discriminator_;
  GanRecipe recipe_;
  TrainedNetwork network_;
};

}  // namespace facet
