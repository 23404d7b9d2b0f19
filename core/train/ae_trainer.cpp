#include "core/train/ae_trainer.h"

#include <ATen/ATen.h>

#include "core/train/schedule.h"
#include "core/train/vae_loss.h"

namespace facet {
namespace {

constexpr Adam::Settings kAdam = {.beta1 = 0.9, .beta2 = 0.999, .epsilon = 1e-7};
constexpr double kAverageHalfLifeImages = 2000;

}  // namespace

AeTrainer::AeTrainer(TrainingPlan plan, DatasetPtr dataset, std::unique_ptr<const ReportAe> network)
    : NetworkTrainer(plan, std::move(dataset), std::move(network), kAdam, {.batch = plan.batch}),
      ae_(static_cast<const ReportAe&>(this->network())) {}

std::vector<at::Tensor> AeTrainer::train_batch() {
  const at::Tensor pictures = next_pictures();
  const Parameters& weights = trained().computed();
  const at::Tensor codes = ae_.encode_mean(weights, pictures);
  const at::Tensor loss = mean_cross_entropy(ae_.decode_raw(weights, codes), pictures);
  trained().step({trained().gradients_of(loss)}, plan_.learning_rate,
                 average_decay(images_done(), plan_.batch, kAverageHalfLifeImages));
  moments().add(codes);
  return {loss.detach()};
}

}  // namespace facet
