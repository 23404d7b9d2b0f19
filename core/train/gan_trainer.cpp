#include "core/train/gan_trainer.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>
#include <torch/csrc/autograd/autograd.h>

#include <algorithm>

#include "core/train/gan_loss.h"
#include "core/train/schedule.h"

namespace facet {
namespace {

/// Real pictures that a step sees.
std::int64_t real_batch(const TrainingPlan& plan) {
  return gan_recipe(plan.preset).halves ? std::max(1, plan.batch / 2) : plan.batch;
}

}  // namespace

GanTrainer::GanTrainer(const TrainingPlan& plan, DatasetPtr dataset,
                       std::unique_ptr<const Generator> generator,
                       std::unique_ptr<const Discriminator> discriminator)
    : NetworkTrainer(plan, std::move(dataset), std::move(generator), gan_recipe(plan.preset).adam,
                     {.batch = real_batch(plan), .most = gan_recipe(plan.preset).most_pictures}),
      generator_(static_cast<const Generator&>(network())),
      recipe_(gan_recipe(plan_.preset)),
      discriminator_(std::move(discriminator), recipe_, device(), plan_.precision) {}

std::int64_t GanTrainer::steps_per_epoch() const {
  const std::int64_t batch = recipe_.halves ? 2 * std::int64_t{plan_.batch} : plan_.batch;
  return std::max<std::int64_t>(1, training_pictures() / batch);
}

void GanTrainer::initialize_others() { discriminator_.initialize(plan_.training_seed); }

void GanTrainer::save_others(TensorMap& map) const { discriminator_.save(map); }

Status GanTrainer::load_others(const TensorMap& map, const std::string& where) {
  return discriminator_.load(map, where);
}

PartedDrawing GanTrainer::draw(std::int64_t count) {
  const Parameters& weights = trained().computed();
  return {generator_.begin(weights, draw_noise(count, generator_.latent())),
          [&](const std::vector<at::Tensor>& begun) { return generator_.finish(weights, begun); }};
}

std::vector<at::Tensor> GanTrainer::train_batch() {
  const at::Tensor real = next_pictures().mul_(2).sub_(1);
  const auto teach_discriminator = [&](const at::Tensor& generated) {
    return discriminator_.train(real, generated, steps_done(), plan_.learning_rate);
  };
  TrainedDiscriminator::Step first;
  GeneratorStep second;
  if (recipe_.halves) {
    const auto draw_unlearnt = [&] {
      const at::NoGradGuard no_grad;
      return draw(real.size(0)).pictures();
    };
    first = teach_discriminator(draw_unlearnt());
    second = train_generator(draw(plan_.batch));
  } else {
    const PartedDrawing drawn = draw(plan_.batch);
    first = teach_discriminator(drawn.pictures());
    second = train_generator(drawn);
  }
  return {second.loss,        first.loss,      first.on_real,
          first.on_generated, second.gradient, first.gradient};
}

at::Tensor GanTrainer::gradient_of_variety(const at::Tensor& pictures) {
  const at::Tensor drawn = pictures.detach().requires_grad_(true);
  const at::Tensor seen = generator_.standardize(trained().weights(), drawn);
  if (!seen.defined()) return at::zeros({}, pictures.options());
  return torch::autograd::grad({variety_loss(seen) * recipe_.variety}, {drawn})[0];
}

GanTrainer::GeneratorStep GanTrainer::train_generator(const PartedDrawing& drawn) {
  TrainedDiscriminator::Verdict verdict = discriminator_.judge(drawn.pictures());
  if (recipe_.variety > 0 && drawn.pictures().size(0) > 1) {
    verdict.gradient += gradient_of_variety(drawn.pictures());
  }
  const double rise = ramp(images_done(), plan_.batch, recipe_.generator_warm_up_images);
  const at::Tensor gradient =
      trained().step(drawn.gradients(trained(), verdict.gradient), plan_.learning_rate * rise,
                     average_decay(images_done(), plan_.batch, recipe_.ema_half_life_images));
  return {verdict.loss, gradient};
}

}  // namespace facet
