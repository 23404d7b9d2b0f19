#include "core/train/network_trainer.h"

#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>
#include <ATen/core/grad_mode.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/model/checkpoint.h"
#include "core/model/runtime.h"

namespace facet {
namespace {

constexpr std::int64_t kMeasureBatch = 128;
constexpr std::int64_t kAddedSeedStep = -4;  ///< no step has it

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

NetworkTrainer::NetworkTrainer(TrainingPlan plan, DatasetPtr dataset,
                               std::unique_ptr<const PictureNetwork> network,
                               const Adam::Settings& settings, const RealPictures& real)
    : Trainer(std::move(plan), std::move(dataset)),
      network_(std::move(network)),
      settings_(settings),
      device_(device_of(plan_)),
      trained_(network_->layout(), settings, device_, plan_.precision, /*averaged=*/true),
      moments_(network_->latent(), device_),
      batches_(dataset_, real.batch, plan_.training_seed, device_, real.most),
      losses_(device_),
      noise_(make_generator(device_)) {}

void NetworkTrainer::ensure_values() {
  if (has_values_) return;
  Parameters initial(network_->layout(), at::kFloat);
  network_->initialize(
      initial, batches_.sample(network_->sample_size()).to(at::kCPU),
      at::make_generator<at::CPUGeneratorImpl>(seed_of_step(plan_.training_seed, -1)));
  trained_.set_values(initial);
  initialize_others();
  has_values_ = true;
}

void NetworkTrainer::exchange_network(std::unique_ptr<const PictureNetwork> network) {
  Parameters initial(network->layout(), at::kFloat);
  initial.initialize(network->layout(), at::make_generator<at::CPUGeneratorImpl>(
                                            seed_of_step(plan_.training_seed, kAddedSeedStep)));
  TrainedNetwork next(network->layout(), settings_, device_, plan_.precision, /*averaged=*/true);
  next.set_values(initial);
  TensorMap values;
  next.save(values);
  TensorMap known;
  trained_.save(known);
  for (auto& [name, tensor] : known) {
    if (const auto place = values.find(name); place != values.end()) place->second = tensor;
  }
  // Both sides are of one preset and one latent length, so their shapes agree.
  [[maybe_unused]] const Status loaded = next.load(values, "the network that is trained");
  trained_ = std::move(next);
  network_ = std::move(network);
}

std::int64_t NetworkTrainer::steps_per_epoch() const {
  return std::max<std::int64_t>(1, training_pictures() / plan_.batch);
}

at::Tensor NetworkTrainer::draw_noise(std::int64_t count, std::int64_t width) {
  return at::randn({count, width}, noise_, at::TensorOptions(device_).dtype(at::kFloat));
}

Status NetworkTrainer::step() {
  try {
    ensure_values();
    noise_.set_current_seed(seed_of_step(plan_.training_seed, steps_done_));
    const std::vector<at::Tensor> losses = train_batch();
    losses_.add(++steps_done_, losses);
    return {};
  } catch (const std::exception& exception) {
    return library_error(exception, "Training step " + std::to_string(steps_done_ + 1));
  }
}

Weights NetworkTrainer::begin_snapshot() {
  ensure_values();
  Weights weights;
  weights.preset = plan_.preset;
  weights.latent = plan_.latent;
  weights.step = steps_done_;
  weights.data_hash = dataset_->hash();
  moments_.describe(weights);
  return weights;
}

WeightsPtr NetworkTrainer::snapshot() {
  Weights weights = begin_snapshot();
  weights.parameters = trained_.copy_of_weights();
  weights.ema = trained_.copy_of_average("");
  return make_weights(std::move(weights));
}

WeightsPtr NetworkTrainer::averaged_snapshot() {
  Weights weights = begin_snapshot();
  weights.ema = trained_.copy_of_average("");
  weights.parameters = weights.ema;
  return make_weights(std::move(weights));
}

double NetworkTrainer::held_out_psnr_db(std::int64_t limit) {
  const at::NoGradGuard no_grad;
  ensure_values();
  const bool has_held_out = dataset_->held_out() > 0;
  const std::int64_t first = has_held_out ? dataset_->training_size() : 0;
  const std::int64_t count = std::min(limit, dataset_->size() - first);
  if (count < 1 || !network_->has_encoder()) return std::numeric_limits<double>::quiet_NaN();
  const Parameters& average = trained_.average();
  double sum = 0;
  for (std::int64_t done = 0; done < count; done += kMeasureBatch) {
    const std::int64_t here = std::min(kMeasureBatch, count - done);
    const at::Tensor pictures = batches_.pictures(first + done, here);
    const at::Tensor decoded = network_->decode(average, network_->encode_mean(average, pictures));
    const at::Tensor error = (decoded - pictures).square().mean({1, 2, 3});
    sum += error.log10().mul_(-10).sum().item<double>();
  }
  return sum / static_cast<double>(count);
}

TrainerState NetworkTrainer::begin_state() {
  ensure_values();
  TrainerState state;
  state.step = steps_done_;
  state.settings = settings_to_json({steps_done_, dataset_->hash(), plan_});
  if (network_->has_encoder()) moments_.save(state.tensors);
  return state;
}

TrainerState NetworkTrainer::save_state() {
  TrainerState state = begin_state();
  trained_.save(state.tensors);
  save_others(state.tensors);
  return state;
}

TrainerState NetworkTrainer::drawing_state() {
  TrainerState state = averaged_state();
  state.tensors.merge(trained_.copy_of_weights());
  return state;
}

TrainerState NetworkTrainer::averaged_state() {
  TrainerState state = begin_state();
  state.tensors.merge(trained_.copy_of_average(kAveragePrefix));
  return state;
}

Status NetworkTrainer::load_state(const TrainerState& state, const std::string& where) {
  try {
    const Result<CheckpointSettings> saved = settings_from_json(state.settings, where);
    if (!saved) return saved.error();
    if (Status s = check_same_run(*saved, plan_, dataset_->hash(), where); !s) return s;
    prepare_for(state.tensors);
    if (Status s = trained_.load(state.tensors, where); !s) return s;
    if (Status s = load_others(state.tensors, where); !s) return s;
    if (network_->has_encoder()) {
      if (Status s = moments_.load(state.tensors, where); !s) return s;
    }
    steps_done_ = saved->step;
    plan_.start = saved->plan.start;
    has_values_ = true;
    losses_ = LossLog(device_);
    return {};
  } catch (const std::exception& exception) {
    return library_error(exception, "Loading the checkpoint");
  }
}

}  // namespace facet
