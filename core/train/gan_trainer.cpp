#include "core/train/gan_trainer.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>
#include <torch/csrc/autograd/autograd.h>

#include <algorithm>

#include "core/train/batch_parts.h"
#include "core/train/gan_loss.h"
#include "core/train/schedule.h"

namespace facet {
namespace {

/// Real pictures that a step sees.
std::int64_t real_batch(const TrainingPlan& plan) {
  return gan_recipe(plan.preset).halves ? std::max(1, plan.batch / 2) : plan.batch;
}

}  // namespace

GanTrainer::GanTrainer(TrainingPlan plan, DatasetPtr dataset,
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

std::vector<at::Tensor> GanTrainer::generate(std::int64_t count) {
  const at::Tensor noise = draw_noise(count, generator_.latent());
  return BatchParts(count, device()).run<at::Tensor>([&](const BatchParts::Part& part) {
    return generator_.generate(trained().computed(), part.of(noise));
  });
}

std::vector<at::Tensor> GanTrainer::train_batch() {
  const at::Tensor real = next_pictures().mul_(2).sub_(1);
  at::Tensor unlearnt;
  if (recipe_.halves) {
    const at::NoGradGuard no_grad;
    unlearnt = at::cat(generate(real.size(0)));
  }
  std::vector<at::Tensor> parts;
  at::Tensor generated;
  const auto draw = [&] {
    parts = generate(plan_.batch);
    const at::NoGradGuard no_grad;
    generated = at::cat(parts);
  };
  if (!recipe_.halves) draw();
  const TrainedDiscriminator::Step first = discriminator_.train(
      real, recipe_.halves ? unlearnt : generated, steps_done(), plan_.learning_rate);
  if (recipe_.halves) draw();
  const GeneratorStep second = train_generator(parts, generated);
  return {second.loss,        first.loss,      first.on_real,
          first.on_generated, second.gradient, first.gradient};
}

GanTrainer::GeneratorStep GanTrainer::train_generator(const std::vector<at::Tensor>& parts,
                                                      const at::Tensor& generated) {
  TrainedDiscriminator::Verdict verdict = discriminator_.judge(generated);
  if (recipe_.variety > 0 && generated.size(0) > 1) {
    const at::Tensor drawn = generated.detach().requires_grad_(true);
    const at::Tensor seen = generator_.standardize(trained().weights(), drawn);
    if (seen.defined()) {
      verdict.gradient.add_(
          torch::autograd::grad({variety_loss(seen) * recipe_.variety}, {drawn})[0]);
    }
  }
  using Gradients = std::vector<at::Tensor>;
  const std::vector<Gradients> gradients =
      BatchParts(generated.size(0), device()).run<Gradients>([&](const BatchParts::Part& part) {
        return trained().gradients_of(parts[part.index], part.of(verdict.gradient));
      });
  const double rise = ramp(images_done(), plan_.batch, recipe_.generator_warm_up_images);
  const at::Tensor norm =
      trained().step(gradients, plan_.learning_rate * rise,
                     average_decay(images_done(), plan_.batch, recipe_.ema_half_life_images));
  return {verdict.loss, norm};
}

}  // namespace facet
