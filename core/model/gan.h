#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/model/picture_network.h"

namespace facet {

/// The half of a GAN that draws. A discriminator sees pictures as generate() gives them, scaled to
/// [-1,1]. Parameters "generator.…".
class Generator : public PictureNetwork {
 public:
  /// Codes [N,d] to [N,3,64,64] fp32, channels last, 0 grey; a preset may leave [-1,1] a little.
  at::Tensor generate(const Parameters& parameters, const at::Tensor& codes) const {
    return finish(parameters, begin(parameters, codes));
  }

  /// generate() in two steps. Layers of many weights come first, as their time is that of reading
  /// the weights: best for a whole batch at once. Returns tensors [N,…]; the codes, where all
  /// layers are of the second kind.
  virtual std::vector<at::Tensor> begin(const Parameters& parameters,
                                        const at::Tensor& codes) const;
  /// The rest, best done by each thread for pictures of its own: any rows of what began them.
  virtual at::Tensor finish(const Parameters& parameters,
                            const std::vector<at::Tensor>& begun) const = 0;

  /// Where pictures as generate() gives them lie along the directions in which real ones vary
  /// most: [N,k], each scaled so that real ones have mean 0 and variance 1. Undefined where the
  /// preset knows no such directions.
  virtual at::Tensor standardize(const Parameters& parameters, const at::Tensor& generated) const;

  bool has_encoder() const final { return false; }
  /// Never to be called.
  at::Tensor encode_mean(const Parameters& parameters, const at::Tensor& pictures) const final;
  at::Tensor decode(const Parameters& parameters, const at::Tensor& codes) const final;

 protected:
  using PictureNetwork::PictureNetwork;
};

/// The half of a GAN that tells real pictures from generated ones: an architecture without values,
/// as a PictureNetwork is. Parameters "discriminator.…".
class Discriminator {
 public:
  virtual ~Discriminator() = default;

  const ParameterLayout& layout() const { return layout_; }

  /// Pictures [N,3,64,64] in [-1,1], channels last, to [N] fp32: the logarithm of the odds that
  /// each is real; to [N,places] where each place is judged by itself. Differentiable twice.
  virtual at::Tensor logits(const Parameters& parameters, const at::Tensor& pictures) const = 0;

 protected:
  ParameterLayout layout_;
};

/// The networks of a GAN preset. `start`: the VAE whose decoder a fast-gan's generator begins with;
/// null: none. Errors: a preset that is not a GAN.
Result<std::unique_ptr<const Generator>> make_generator(std::string_view preset,
                                                        std::int64_t latent,
                                                        WeightsPtr start = nullptr);
Result<std::unique_ptr<const Discriminator>> make_discriminator(std::string_view preset);

}  // namespace facet
