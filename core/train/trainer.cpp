#include "core/train/trainer.h"

#include <ATen/Context.h>

#include <algorithm>

#include "core/model/gan.h"
#include "core/model/report_ae.h"
#include "core/model/runtime.h"
#include "core/model/vae.h"
#include "core/train/ae_trainer.h"
#include "core/train/gan_trainer.h"
#include "core/train/vae_trainer.h"

namespace facet {
namespace {

using Made = Result<std::unique_ptr<Trainer>>;

Made make_vae_trainer(const TrainingPlan& plan, DatasetPtr dataset) {
  Result<std::unique_ptr<const Vae>> vae = make_vae(plan.preset, plan.latent);
  if (!vae) return vae.error();
  return std::unique_ptr<Trainer>(
      std::make_unique<VaeTrainer>(plan, std::move(dataset), *std::move(vae)));
}

/// The model that a training begins as; null: none.
Result<WeightsPtr> load_start(const TrainingPlan& plan) {
  if (plan.start.empty()) return WeightsPtr();
  Result<WeightsPtr> start = load_weights(plan.start);
  if (!start) return start.error();
  if (!can_sharpen((*start)->preset)) {
    return Error{ErrorCode::kBadInput,
                 "this is a " + (*start)->preset +
                     ", but a fast-gan can begin only as a fast-vae; choose a run of that preset",
                 plan.start};
  }
  if ((*start)->latent > plan.latent) {
    const std::string length = std::to_string((*start)->latent);
    return Error{ErrorCode::kBadInput,
                 "its codes have " + length + " numbers, more than the " +
                     std::to_string(plan.latent) + " of this training; give --latent " + length +
                     " or more",
                 plan.start};
  }
  return start;
}

Made make_gan_trainer(const TrainingPlan& plan, DatasetPtr dataset) {
  Result<WeightsPtr> start = load_start(plan);
  if (!start) return start.error();
  Result<std::unique_ptr<const Generator>> generator =
      make_generator(plan.preset, plan.latent, *std::move(start));
  if (!generator) return generator.error();
  Result<std::unique_ptr<const Discriminator>> discriminator = make_discriminator(plan.preset);
  if (!discriminator) return discriminator.error();
  return std::unique_ptr<Trainer>(std::make_unique<GanTrainer>(
      plan, std::move(dataset), *std::move(generator), *std::move(discriminator)));
}

Made make_trainer(const TrainingPlan& plan, DatasetPtr dataset) {
  switch (model_kind(plan.preset)) {
    case ModelKind::kVae:
      return make_vae_trainer(plan, std::move(dataset));
    case ModelKind::kAe:
      return std::unique_ptr<Trainer>(std::make_unique<AeTrainer>(
          plan, std::move(dataset), std::make_unique<ReportAe>(plan.latent)));
    case ModelKind::kGan:
      return make_gan_trainer(plan, std::move(dataset));
  }
  return make_vae_trainer(plan, std::move(dataset));
}

}  // namespace

Result<std::unique_ptr<Trainer>> Trainer::create(const TrainingPlan& plan, DatasetPtr dataset) {
  if (Status checked = check_plan(plan); !checked) return checked.error();
  if (dataset->training_size() < 1) {
    return Error{ErrorCode::kBadInput,
                 "there is no picture to train on; choose data with at least one picture",
                 dataset->name()};
  }
  if (plan.device == Device::kCuda && !at::globalContext().hasCUDA()) {
    return no_cuda_error();
  }
  try {
    use_threads(std::max(plan.threads, 1));
    return make_trainer(plan, std::move(dataset));
  } catch (const std::exception& exception) {
    return library_error(exception, "Making the networks");
  }
}

}  // namespace facet
