#pragma once

#include <ATen/core/Generator.h>
#include <ATen/core/Tensor.h>

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "core/model/dropout.h"
#include "core/model/picture_network.h"
#include "core/model/posterior_moments.h"
#include "core/train/batch_source.h"
#include "core/train/loss_log.h"
#include "core/train/trained_network.h"
#include "core/train/trainer.h"

namespace facet {

/// What all trainers have in common: the network that draws, in training; the pictures; and saving,
/// loading and measuring it. A kind of model adds what one step does.
class NetworkTrainer : public Trainer {
 public:
  Status step() final;
  Result<std::vector<LossPoint>> take_losses() final { return losses_.take(); }
  std::int64_t steps_done() const final { return steps_done_; }
  std::int64_t training_pictures() const final { return batches_.size(); }
  std::int64_t steps_per_epoch() const override;
  WeightsPtr snapshot() final;
  WeightsPtr averaged_snapshot() final;
  double held_out_psnr_db(std::int64_t limit) final;
  TrainerState save_state() final;
  TrainerState drawing_state() final;
  TrainerState averaged_state() final;
  Status load_state(const TrainerState& state, const std::string& where) final;

 protected:
  /// Which real pictures a step learns from.
  struct RealPictures {
    std::int64_t batch = 1;                                        ///< of a step
    std::int64_t most = std::numeric_limits<std::int64_t>::max();  ///< the data set's first ones
  };

  /// `plan` is resolved and checked, the dataset has pictures; throws what LibTorch throws.
  NetworkTrainer(TrainingPlan plan, DatasetPtr dataset,
                 std::unique_ptr<const PictureNetwork> network, const Adam::Settings& settings,
                 const RealPictures& real);

  /// One optimiser step; steps_done() is still that of the steps before it. Returns the scalars
  /// that loss_series() names. May throw what LibTorch throws.
  virtual std::vector<at::Tensor> train_batch() = 0;
  /// The same for networks beside the one that draws: initial values, and tensors of checkpoints.
  virtual void initialize_others() {}
  virtual void save_others(TensorMap& /*map*/) const {}
  virtual Status load_others(const TensorMap& /*map*/, const std::string& /*where*/) { return {}; }
  /// Before a checkpoint is loaded: makes the networks that its tensors are of.
  virtual void prepare_for(const TensorMap& /*map*/) {}

  /// Goes on with another network that draws: parameters of the same name keep their values, and
  /// what the optimiser knows of them; the others begin, by the training's seed, with the values of
  /// their layout.
  void exchange_network(std::unique_ptr<const PictureNetwork> network);

  /// The next real pictures, [N,3,64,64] in [0,1].
  at::Tensor next_pictures() { return batches_.batch(steps_done_); }
  /// N(0,1) of `count` x `width`, fp32; the same in the same step of the same training.
  at::Tensor draw_noise(std::int64_t count, std::int64_t width);
  /// What that draws from: seeded anew in each step.
  const at::Generator& noise() const { return noise_; }
  /// Drops by the same generator.
  Dropout make_dropout(double rate) const { return {rate, noise_}; }

  const PictureNetwork& network() const { return *network_; }
  const at::Device& device() const { return device_; }
  TrainedNetwork& trained() { return trained_; }
  PosteriorMoments& moments() { return moments_; }

 private:
  /// Gives the weights their initial values, unless they have some. Not in the constructor: fitting
  /// them to the data takes seconds, which a resumed training does not need to spend.
  void ensure_values();
  /// All but the weights themselves.
  Weights begin_snapshot();
  /// Step, settings and what is known of the codes.
  TrainerState begin_state();

  std::unique_ptr<const PictureNetwork> network_;
  Adam::Settings settings_;
  at::Device device_;
  TrainedNetwork trained_;
  PosteriorMoments moments_;
  BatchSource batches_;
  LossLog losses_;
  at::Generator noise_;
  std::int64_t steps_done_ = 0;
  bool has_values_ = false;
};

}  // namespace facet
