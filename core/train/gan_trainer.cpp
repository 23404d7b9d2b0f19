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

GanTrainer::Drawing GanTrainer::draw(std::int64_t count) {
  const bool learns = at::GradMode::is_enabled();
  Drawing drawn;
  drawn.begun = generator_.begin(trained().computed(), draw_noise(count, generator_.latent()));
  drawn.parts = BatchParts(count, device()).run([&](const BatchParts::Part& part) {
    Drawing::Part own;
    for (const at::Tensor& begun : drawn.begun) {
      own.begun.push_back(part.of(begun.detach()).requires_grad_(learns));
    }
    own.pictures = generator_.finish(trained().computed(), own.begun);
    return own;
  });
  std::vector<at::Tensor> pictures;
  for (const Drawing::Part& part : drawn.parts) pictures.push_back(part.pictures);
  drawn.pictures = at::cat(pictures).detach();
  return drawn;
}

std::vector<at::Tensor> GanTrainer::train_batch() {
  const at::Tensor real = next_pictures().mul_(2).sub_(1);
  Drawing drawn;
  {
    const at::AutoGradMode learns(!recipe_.halves);
    drawn = draw(real.size(0));
  }
  const TrainedDiscriminator::Step first =
      discriminator_.train(real, drawn.pictures, steps_done(), plan_.learning_rate);
  if (recipe_.halves) drawn = draw(plan_.batch);
  const GeneratorStep second = train_generator(drawn);
  return {second.loss,        first.loss,      first.on_real,
          first.on_generated, second.gradient, first.gradient};
}

at::Tensor GanTrainer::gradient_of_variety(const at::Tensor& pictures) {
  const at::Tensor drawn = pictures.detach().requires_grad_(true);
  const at::Tensor seen = generator_.standardize(trained().weights(), drawn);
  if (!seen.defined()) return at::zeros({}, pictures.options());
  return torch::autograd::grad({variety_loss(seen) * recipe_.variety}, {drawn})[0];
}

std::vector<std::vector<at::Tensor>> GanTrainer::gradients_of(const Drawing& drawn,
                                                              const at::Tensor& by_pictures) {
  auto gradients = BatchParts(by_pictures.size(0), device()).run([&](const BatchParts::Part& part) {
    const auto& [begun, pictures] = drawn.parts[part.index];
    return trained().gradients_of({pictures}, {part.of(by_pictures)}, begun);
  });
  std::vector<at::Tensor> by_begun;
  for (std::size_t i = 0; i < drawn.begun.size(); ++i) {
    std::vector<at::Tensor> rows;
    for (auto& part : gradients) rows.push_back(part[part.size() - drawn.begun.size() + i]);
    by_begun.push_back(at::cat(rows));
  }
  // Codes are no one's output.
  if (drawn.begun.front().requires_grad()) {
    gradients.push_back(trained().gradients_of(drawn.begun, by_begun, {}));
  }
  return gradients;
}

GanTrainer::GeneratorStep GanTrainer::train_generator(const Drawing& drawn) {
  TrainedDiscriminator::Verdict verdict = discriminator_.judge(drawn.pictures);
  const std::int64_t count = drawn.pictures.size(0);
  if (recipe_.variety > 0 && count > 1) verdict.gradient += gradient_of_variety(drawn.pictures);
  const double rise = ramp(images_done(), plan_.batch, recipe_.generator_warm_up_images);
  const at::Tensor norm =
      trained().step(gradients_of(drawn, verdict.gradient), plan_.learning_rate * rise,
                     average_decay(images_done(), plan_.batch, recipe_.ema_half_life_images));
  return {verdict.loss, norm};
}

}  // namespace facet
