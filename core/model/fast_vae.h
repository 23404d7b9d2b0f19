#pragma once

#include <optional>

#include "core/model/layers.h"
#include "core/model/residual_dense.h"
#include "core/model/vae.h"

namespace facet {

/// A VAE that shows faces within seconds on a CPU, because all of its arithmetic is large matrix
/// products. It works in the space of the data's 256 largest principal components: the encoder
/// begins with their projection, scaled to unit variance, the decoder ends with their sum. Both are
/// fitted to the data before the first step and then trained slowly; between them and the code
/// stand three layers of 1024 with residual connections. (The optimum of a linear VAE is
/// probabilistic PCA: Tipping & Bishop 1999, Lucas et al. 2019; this network starts near it and
/// learns what is not linear.) 11,225,472 trained parameters at d = 64.
///
/// A sum of 256 components cannot draw an edge anywhere. Sharpened, the decoder goes on: three
/// convolutions over patches of 4 x 4 pixels look at the sum and add what it lacks, nothing at
/// first. 92,336 parameters "decoder.details.…" more, after the others in the layout.
class FastVae final : public Vae {
 public:
  explicit FastVae(std::int64_t latent, bool sharpened = false);
  void initialize(Parameters& parameters, at::Tensor sample,
                  at::Generator generator) const override;
  std::int64_t sample_size() const override { return 4096; }
  Posterior encode(const Parameters& parameters, const at::Tensor& pictures) const override;
  at::Tensor decode_raw(const Parameters& parameters, const at::Tensor& codes) const override;
  at::Tensor to_pictures(const at::Tensor& raw) const override;

 private:
  /// What a sharpened decoder adds to its sum of components.
  class Details {
   public:
    explicit Details(ParameterLayout& layout);
    /// [N,3,64,64] in the type of the parameters, for sums of components likewise.
    at::Tensor operator()(const Parameters& parameters, const at::Tensor& sums) const;

   private:
    SameConv look_;
    SameConv mix_;
    SameConv draw_;
  };

  std::size_t center_;
  std::size_t projection_;
  ResidualDense encoder_;
  Dense posterior_;
  ResidualDense decoder_;
  Dense components_;
  std::size_t pictures_;
  std::size_t mean_picture_;
  std::optional<Details> details_;
};

}  // namespace facet
