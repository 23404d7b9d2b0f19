#include "core/train/trainer.h"

#include <ATen/Context.h>

#include <algorithm>

#include "core/model/runtime.h"
#include "core/model/vae.h"
#include "core/train/vae_trainer.h"

namespace facet {

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
    Result<std::unique_ptr<const Vae>> vae = make_vae(plan.preset, plan.latent);
    if (!vae) return vae.error();
    use_threads(std::max(plan.threads, 1));
    return std::unique_ptr<Trainer>(
        std::make_unique<VaeTrainer>(plan, std::move(dataset), *std::move(vae)));
  } catch (const std::exception& exception) {
    return library_error(exception, "Making the networks");
  }
}

std::int64_t Trainer::steps_per_epoch() const {
  return std::max<std::int64_t>(1, dataset_->training_size() / plan_.batch);
}

}  // namespace facet
