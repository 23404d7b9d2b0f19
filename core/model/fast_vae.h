#pragma once

#include <optional>

#include "core/model/layers.h"
#include "core/model/picture_components.h"
#include "core/model/residual_dense.h"
#include "core/model/vae.h"

namespace facet {

/// How large a FastVae is.
struct FastVaeSize {
  std::int64_t components = 256;  ///< of the data, along which it sees pictures
  std::int64_t width = 1024;      ///< of its dense layers
};

/// A VAE that shows faces within seconds on a CPU. It sees pictures as their coordinates along the
/// data's largest principal components, 256 of them, which are found before the first step and
/// stay: since they are orthonormal, distances are those of pixels, and a training step draws none.
/// It begins as probabilistic PCA, the best VAE that is linear (Tipping & Bishop 1999; Lucas et al.
/// 2019): straight lines from coordinates to code and back. Beside each stand three layers of 1024
/// that learn what is not linear. The straight lines to the code fade, because a code that is a sum
/// of pixels makes an attribute's direction depend on all others: longer is one direction for dark
/// hair and another for fair hair. 4,954,496 trained parameters at d = 64, unless another size is
/// given, and those of a CodeFlow beside them, which learns where codes lie.
///
/// A sum of 256 components cannot draw an edge anywhere. Sharpened, the decoder goes on: three
/// convolutions over patches of 4 x 4 pixels look at the sum and add what it lacks, nothing at
/// first. 92,336 parameters "decoder.details.…" more, after the others in the layout.
class FastVae final : public Vae {
 public:
  explicit FastVae(std::int64_t latent, bool sharpened = false, const FastVaeSize& size = {});
  void initialize(Parameters& parameters, at::Tensor sample,
                  at::Generator generator) const override;
  std::int64_t sample_size() const override { return 4096; }
  Observation observe(const Parameters& parameters, const at::Tensor& pictures) const override;
  Posterior encode(const Parameters& parameters, const at::Tensor& values,
                   const Dropout& dropout) const override;
  at::Tensor decode_values(const Parameters& parameters, const at::Tensor& codes,
                           const Dropout& dropout) const override;
  at::Tensor draw(const Parameters& parameters, const at::Tensor& values) const override;
  at::Tensor to_pictures(const at::Tensor& drawn) const override;
  bool is_dense() const override { return !details_; }
  const CodeFlow* flow() const override { return &flow_; }

 private:
  /// What a sharpened decoder adds to its sum of components.
  class Details {
   public:
    explicit Details(ParameterLayout& layout);
    /// [N,3,64,64] fp32 for sums of components likewise.
    at::Tensor operator()(const Parameters& parameters, const at::Tensor& sums) const;

   private:
    SameConv look_;
    SameConv mix_;
    SameConv draw_;
  };

  /// The straight lines of probabilistic PCA.
  void begin_as_linear(Parameters& parameters, const PrincipalComponents& found) const;

  FastVaeSize size_;
  PictureComponents components_;
  std::size_t straight_in_;
  ResidualDense encoder_;
  Dense posterior_;
  std::size_t straight_out_;
  ResidualDense decoder_;
  Dense bend_;
  CodeFlow flow_;
  std::optional<Details> details_;
};

}  // namespace facet
