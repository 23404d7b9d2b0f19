#include "core/train/vae_trainer.h"

#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>
#include <ATen/core/grad_mode.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/model/checkpoint.h"
#include "core/model/runtime.h"
#include "core/train/vae_loss.h"

namespace facet {
namespace {

constexpr const char* kEmaPrefix = "ema.";
constexpr std::int64_t kMeasureBatch = 64;

at::Device device_of(const TrainingPlan& plan) {
  return plan.device == Device::kCuda ? at::Device(at::kCUDA, 0) : at::Device(at::kCPU);
}

at::Generator make_generator(const at::Device& device) {
  if (device.is_cpu()) return at::make_generator<at::CPUGeneratorImpl>();
  return at::globalContext()
      .getAcceleratorHooksInterface(device.type())
      .getNewGenerator(device.index());
}

Error other_run(const std::string& where, const std::string& what, const std::string& theirs,
                const std::string& ours) {
  return {ErrorCode::kBadInput,
          "the checkpoint was made with " + what + " " + theirs + ", but this training has " +
              ours + "; go on with the settings of its run.json, or start another run folder",
          where};
}

Status check_same_run(const CheckpointSettings& saved, const TrainingPlan& plan,
                      const std::string& data_hash, const std::string& where) {
  if (saved.plan.preset != plan.preset) {
    return other_run(where, "preset", saved.plan.preset, plan.preset);
  }
  const auto compare = [&](const char* what, auto theirs, auto ours) -> Status {
    if (theirs == ours) return {};
    return other_run(where, what, std::to_string(theirs), std::to_string(ours));
  };
  if (Status s = compare("latent length", saved.plan.latent, plan.latent); !s) return s;
  if (Status s = compare("batch", saved.plan.batch, plan.batch); !s) return s;
  if (Status s = compare("training seed", saved.plan.training_seed, plan.training_seed); !s) {
    return s;
  }
  if (saved.data_hash != data_hash)
    return other_run(where, "data of hash", saved.data_hash, data_hash);
  return {};
}

}  // namespace

VaeTrainer::VaeTrainer(TrainingPlan plan, DatasetPtr dataset, std::unique_ptr<const Vae> vae)
    : Trainer(std::move(plan), std::move(dataset)),
      recipe_(vae_recipe(plan_.preset)),
      vae_(std::move(vae)),
      device_(device_of(plan_)),
      weights_(vae_->layout(), at::TensorOptions(device_).dtype(at::kFloat)),
      ema_(vae_->layout(), at::TensorOptions(device_).dtype(at::kFloat)),
      adam_(vae_->layout(), recipe_.adam, device_),
      moments_(vae_->latent(), device_),
      batches_(dataset_, plan_.batch, plan_.training_seed, device_),
      losses_(device_),
      noise_(make_generator(device_)) {
  if (plan_.precision == Precision::kBf16) {
    fast_weights_.emplace(vae_->layout(), at::TensorOptions(device_).dtype(at::kBFloat16));
    fast_weights_->require_gradients(vae_->layout());
  } else {
    weights_.require_gradients(vae_->layout());
  }
}

void VaeTrainer::ensure_values() {
  if (has_values_) return;
  Parameters initial(vae_->layout(), at::kFloat);
  vae_->initialize(initial, batches_.sample(vae_->sample_size()).to(at::kCPU),
                   at::make_generator<at::CPUGeneratorImpl>(seed_of_step(plan_.training_seed, -1)));
  weights_.copy_from(initial);
  ema_.copy_from(initial);
  has_values_ = true;
}

Status VaeTrainer::step() {
  try {
    train_one_batch();
    return {};
  } catch (const std::exception& exception) {
    return library_error(exception, "Training step " + std::to_string(steps_done_ + 1));
  }
}

void VaeTrainer::train_one_batch() {
  ensure_values();
  const at::Tensor pictures = batches_.batch(steps_done_);
  if (fast_weights_) fast_weights_->copy_from(weights_);
  const Losses losses = forward(pictures);
  losses.total.backward();
  const std::int64_t images = images_done();
  adam_.step(network_weights(), weights_, ema_,
             plan_.learning_rate * recipe_.learning_rate_factor(images, plan_.batch),
             recipe_.ema_decay(images, plan_.batch));
  moments_.add(losses.posterior);
  losses_.add(++steps_done_, losses.total, losses.reconstruction, losses.kl);
}

VaeTrainer::Losses VaeTrainer::forward(const at::Tensor& pictures) {
  const Parameters& weights = network_weights();
  const Posterior posterior = vae_->encode(weights, pictures);
  noise_.set_current_seed(seed_of_step(plan_.training_seed, steps_done_));
  const at::Tensor noise = at::randn(posterior.mean.sizes(), noise_, posterior.mean.options());
  const at::Tensor codes = posterior.mean + noise * (posterior.log_var * 0.5).exp();
  const at::Tensor raw = vae_->decode_raw(weights, codes);
  const at::Tensor kl = kl_divergence(posterior);
  const double kl_weight = plan_.kl_weight * recipe_.kl_factor(images_done(), plan_.batch);
  if (recipe_.loss == VaeRecipe::Loss::kCrossEntropy) {
    const double numbers = static_cast<double>(kFaceBytes);
    const at::Tensor reconstruction = mean_cross_entropy(raw, pictures);
    return {reconstruction + kl * (kl_weight / numbers), reconstruction, kl, posterior};
  }
  const at::Tensor reconstruction = optimal_sigma_loss(raw, pictures);
  return {reconstruction + kl * kl_weight, reconstruction, kl, posterior};
}

WeightsPtr VaeTrainer::snapshot() {
  ensure_values();
  Weights weights;
  weights.preset = plan_.preset;
  weights.latent = plan_.latent;
  weights.step = steps_done_;
  weights.data_hash = dataset_->hash();
  weights.parameters = weights_.to_map(vae_->layout());
  weights.ema = ema_.to_map(vae_->layout());
  weights.latent_mean = moments_.mean();
  weights.latent_covariance = moments_.covariance();
  return make_weights(std::move(weights));
}

double VaeTrainer::held_out_psnr_db(std::int64_t limit) {
  const at::NoGradGuard no_grad;
  ensure_values();
  const bool has_held_out = dataset_->held_out() > 0;
  const std::int64_t first = has_held_out ? dataset_->training_size() : 0;
  const std::int64_t count = std::min(limit, dataset_->size() - first);
  if (count < 1) return std::numeric_limits<double>::quiet_NaN();
  double sum = 0;
  for (std::int64_t done = 0; done < count; done += kMeasureBatch) {
    const std::int64_t here = std::min(kMeasureBatch, count - done);
    const at::Tensor pictures = batches_.pictures(first + done, here);
    const at::Tensor decoded = vae_->decode(ema_, vae_->encode(ema_, pictures).mean);
    const at::Tensor error = (decoded - pictures).square().mean({1, 2, 3});
    sum += error.log10().mul_(-10).sum().item<double>();
  }
  return sum / static_cast<double>(count);
}

TrainerState VaeTrainer::save_state() {
  ensure_values();
  TrainerState state;
  state.step = steps_done_;
  state.settings = settings_to_json({steps_done_, dataset_->hash(), plan_});
  state.tensors = weights_.to_map(vae_->layout());
  state.tensors.merge(ema_.to_map(vae_->layout(), kEmaPrefix));
  adam_.save(state.tensors);
  moments_.save(state.tensors);
  return state;
}

Status VaeTrainer::load_state(const TrainerState& state, const std::string& where) {
  try {
    const Result<CheckpointSettings> saved = settings_from_json(state.settings, where);
    if (!saved) return saved.error();
    if (Status s = check_same_run(*saved, plan_, dataset_->hash(), where); !s) return s;
    const ParameterLayout& layout = vae_->layout();
    if (Status s = weights_.from_map(layout, state.tensors, where); !s) return s;
    if (Status s = ema_.from_map(layout, state.tensors, where, kEmaPrefix); !s) return s;
    if (Status s = adam_.load(state.tensors, where); !s) return s;
    if (Status s = moments_.load(state.tensors, where); !s) return s;
    steps_done_ = saved->step;
    has_values_ = true;
    losses_ = LossLog(device_);
    return {};
  } catch (const std::exception& exception) {
    return library_error(exception, "Loading the checkpoint");
  }
}

}  // namespace facet
