#pragma once

#include "core/model/gan.h"
#include "core/model/layers.h"
#include "core/model/residual_dense.h"
#include "core/model/weights.h"

namespace facet {

/// A generator that shows faces from its first step on: a picture is the sum of the data's 256
/// largest principal components, as in FastVae, and of details that transposed convolutions draw
/// from 4 x 4 to 16 x 16 and then as patches of 4 x 4 pixels, smoothed: a generator that can set
/// each pixel by itself speckles faces to deceive its discriminator. At the start the 48 largest
/// components follow the latent as the data's own do (probabilistic PCA: Tipping & Bishop 1999):
/// blurred faces of the right variety, from which the discriminator begins. Smaller ones would
/// speckle them: in faces they depend on one another. All are then trained slowly. No
/// normalisation. 32 channels make the small one; twice as many, layers twice as wide.
class FastGenerator final : public Generator {
 public:
  /// `start`: a fast-vae with at most as long a code, whose decoder initialize() copies: the first
  /// numbers of a latent are then its own, through the Gaussian of its codes, and the details are
  /// nearly nothing. Null: the beginning above.
  explicit FastGenerator(std::int64_t latent, WeightsPtr start = nullptr,
                         std::int64_t channels = 32);
  void initialize(Parameters& parameters, at::Tensor sample,
                  at::Generator generator) const override;
  std::int64_t sample_size() const override { return 4096; }
  /// The principal components' picture, and what the convolutions begin with.
  std::vector<at::Tensor> begin(const Parameters& parameters,
                                const at::Tensor& codes) const override;
  at::Tensor finish(const Parameters& parameters,
                    const std::vector<at::Tensor>& begun) const override;
  at::Tensor standardize(const Parameters& parameters, const at::Tensor& generated) const override;

 private:
  void begin_as_decoder(Parameters& parameters) const;

  WeightsPtr start_;
  std::int64_t channels_;
  std::size_t straight_;
  ResidualDense hidden_;
  Dense components_;
  std::size_t pictures_;
  std::size_t mean_picture_;
  Dense seed_;
  DoublingConv up1_;
  DoublingConv up2_;
  SameConv detail_;
};

/// The discriminator beside it: patches of 4 x 4 pixels and their roughness(), three convolutions
/// from 16 x 16 to 4 x 4 with leaky ReLU, dense to one output. Neither normalisation nor anything
/// else that ties the pictures of a batch to one another.
class FastDiscriminator final : public Discriminator {
 public:
  explicit FastDiscriminator(std::int64_t channels = 32);
  at::Tensor logits(const Parameters& parameters, const at::Tensor& pictures) const override;

 private:
  SameConv patches_;
  HalvingConv down1_;
  HalvingConv down2_;
  Dense output_;
};

/// The first half of that discriminator: what it says of each of 8 x 8 places knows 40 x 40 pixels
/// around it (PatchGAN: Isola et al. 2017). It learns fast what outlines and plain surfaces are,
/// and leaves the rest of the face alone.
class PatchDiscriminator final : public Discriminator {
 public:
  PatchDiscriminator();
  /// [N,64]: of each place.
  at::Tensor logits(const Parameters& parameters, const at::Tensor& pictures) const override;

 private:
  SameConv patches_;
  HalvingConv down_;
  SameConv output_;
};

}  // namespace facet
