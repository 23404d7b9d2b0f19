#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <memory>
#include <string>

#include "core/train/trained_discriminator.h"

namespace facet {

/// What teaches the decoder of a trained VAE to draw sharp pictures: a discriminator that learns to
/// tell them from real ones (VAE-GAN: Larsen et al. 2016; here the encoder keeps still). Part of a
/// training from its first sharpened step on. One thread at a time; functions throw what LibTorch
/// throws.
class Sharpener {
 public:
  Sharpener(std::uint64_t training_seed, const at::Device& device, Precision precision);

  /// One step of the discriminator, then the gradient by which the decoder learns, [N+M,3,64,64].
  /// `real`: [N,3,64,64] in [0,1]; `decoded`: N reconstructions of them and M <= N samples, as
  /// Vae::draw() gives them, without their graph. The discriminator sees the samples, and as many
  /// reconstructions as make a batch of N with them. The gradient is that of the optimal-scale loss
  /// by the reconstructions, and the discriminator's, scaled to `weight` times its norm.
  struct Lesson {
    at::Tensor gradient;
    at::Tensor reconstruction;  ///< the optimal-sigma loss, for the curve: a scalar
    TrainedDiscriminator::Step judged;
  };
  Lesson teach(const at::Tensor& real, const at::Tensor& decoded, double weight, std::int64_t step,
               double learning_rate);

  /// "discriminator.…" and "optimizer.…discriminator.…" tensors for a checkpoint.
  void save(TensorMap& map) const;
  /// Reads them back. Errors name `where` and the tensor.
  Status load(const TensorMap& map, const std::string& where);
  /// Whether a checkpoint holds them.
  static bool is_in(const TensorMap& map);

 private:
  TrainedDiscriminator discriminator_;
};

}  // namespace facet
