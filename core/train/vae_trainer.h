#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/model/gaussian_sampler.h"
#include "core/model/vae.h"
#include "core/train/network_trainer.h"
#include "core/train/sharpener.h"
#include "core/train/vae_recipe.h"

namespace facet {

/// Trains the VAE presets. Weights and optimiser are fp32; in bf16 the networks compute with a copy
/// that is cast once a step, the loss stays fp32.
///
/// Where the plan asks for sharpening, only the decoder learns: what is encoded, and the statistics
/// of the codes, stay as they are to the bit. The first such step adds the details to the decoder
/// and a discriminator to the training; both stay when sharpening ends, but learn no more.
class VaeTrainer final : public NetworkTrainer {
 public:
  /// `plan` is resolved and checked, the dataset has pictures; throws what LibTorch throws.
  VaeTrainer(const TrainingPlan& plan, DatasetPtr dataset, std::unique_ptr<const Vae> vae);

 private:
  struct Losses {
    at::Tensor minimized;       ///< of codes that may be cut
    at::Tensor reconstruction;  ///< of whole ones
    at::Tensor weighted_kl;     ///< as it counts beside either
    at::Tensor kl;
    Posterior posterior;
  };

  std::vector<at::Tensor> train_batch() override;
  void save_others(TensorMap& map) const override;
  void prepare_for(const TensorMap& map) override;
  Status load_others(const TensorMap& map, const std::string& where) override;

  const Vae& vae() const { return static_cast<const Vae&>(network()); }
  double learning_rate() const;
  Losses forward(const Observation& seen);
  at::Tensor draw_codes(const Posterior& posterior);
  /// The Gaussian that the codes so far have the moments of.
  GaussianSampler gaussian() { return {moments().mean(), moments().covariance()}; }
  /// Adds the flow's gradients, where there is one, from `ways` to each of the codes [N,d].
  /// After all else that draws noise in a step: it must not move what is drawn for the VAE.
  void learn_flow(const at::Tensor& codes, std::int64_t ways,
                  std::vector<TrainedNetwork::Gradients>& gradients);
  /// Codes [count,d] of faces that nobody had, as a grid draws them.
  at::Tensor draw_samples(std::int64_t count);
  bool sharpens() const;
  std::vector<at::Tensor> sharpen_batch();
  /// One step of discriminator and decoder with some of a batch's pictures, the part of that
  /// number, their codes, and codes of samples after them.
  Sharpener::Lesson sharpen_part(const at::Tensor& pictures, const at::Tensor& codes,
                                 std::int64_t part);
  /// Makes the decoder, and what teaches it, those of a training that was sharpened, or was not.
  void set_sharpened(bool sharpened);

  VaeRecipe recipe_;
  std::optional<Sharpener> sharpener_;  ///< from the first sharpened step on
};

}  // namespace facet
