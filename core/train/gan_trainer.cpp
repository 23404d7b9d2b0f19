#include "core/train/gan_trainer.h"

#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>
#include <ATen/core/grad_mode.h>

#include <algorithm>

#include "core/train/gan_loss.h"
#include "core/train/schedule.h"

namespace facet {
namespace {

constexpr std::int64_t kDiscriminatorSeedStep = -3;  ///< no step has it

/// Real pictures that a step sees.
std::int64_t real_batch(const TrainingPlan& plan) {
  return gan_recipe(plan.preset).halves ? std::max(1, plan.batch / 2) : plan.batch;
}

at::Tensor mean_output(const at::Tensor& logits) { return logits.detach().sigmoid().mean(); }

}  // namespace

GanTrainer::GanTrainer(TrainingPlan plan, DatasetPtr dataset,
                       std::unique_ptr<const Generator> generator,
                       std::unique_ptr<const Discriminator> discriminator)
    : NetworkTrainer(plan, std::move(dataset), std::move(generator), gan_recipe(plan.preset).adam,
                     {.batch = real_batch(plan), .most = gan_recipe(plan.preset).most_pictures}),
      generator_(static_cast<const Generator&>(network())),
      discriminator_(std::move(discriminator)),
      recipe_(gan_recipe(plan_.preset)),
      judge_(discriminator_->layout(), recipe_.adam, device(), plan_.precision,
             /*averaged=*/false) {}

std::int64_t GanTrainer::steps_per_epoch() const {
  const std::int64_t batch = recipe_.halves ? 2 * std::int64_t{plan_.batch} : plan_.batch;
  return std::max<std::int64_t>(1, training_pictures() / batch);
}

void GanTrainer::initialize_others() {
  Parameters initial(discriminator_->layout(), at::kFloat);
  initial.initialize(discriminator_->layout(),
                     at::make_generator<at::CPUGeneratorImpl>(
                         seed_of_step(plan_.training_seed, kDiscriminatorSeedStep)));
  judge_.set_values(initial);
}

void GanTrainer::save_others(TensorMap& map) const { judge_.save(map); }

Status GanTrainer::load_others(const TensorMap& map, const std::string& where) {
  return judge_.load(map, where);
}

at::Tensor GanTrainer::generate(std::int64_t count) {
  return generator_.generate(trained().computed(), draw_noise(count, generator_.latent()));
}

std::vector<at::Tensor> GanTrainer::train_batch() {
  const at::Tensor real = next_pictures().mul_(2).sub_(1);
  at::Tensor generated;
  DiscriminatorStep first;
  if (recipe_.halves) {
    {
      const at::NoGradGuard no_grad;
      generated = generate(real.size(0));
    }
    first = train_discriminator(real, generated);
    generated = generate(plan_.batch);
  } else {
    generated = generate(plan_.batch);
    first = train_discriminator(real, generated.detach());
  }
  const GeneratorStep second = train_generator(generated);
  return {second.loss,        first.loss,      first.on_real,
          first.on_generated, second.gradient, first.gradient};
}

GanTrainer::DiscriminatorStep GanTrainer::train_discriminator(at::Tensor real,
                                                              const at::Tensor& generated) {
  const bool penalised = recipe_.penalty > 0 && steps_done() % recipe_.penalty_interval == 0;
  real.requires_grad_(penalised);
  const at::Tensor on_real = discriminator_->logits(judge_.computed(), real);
  const at::Tensor on_generated = discriminator_->logits(judge_.computed(), generated);
  const at::Tensor sum =
      label_cross_entropy(on_real, true) + label_cross_entropy(on_generated, false);
  const at::Tensor loss = recipe_.halves ? sum / 2 : sum;
  if (penalised) {
    const double weight = recipe_.penalty / 2 * static_cast<double>(recipe_.penalty_interval);
    (loss + gradient_penalty(on_real, real) * weight).backward();
  } else {
    loss.backward();
  }
  DiscriminatorStep done{loss.detach(), mean_output(on_real), mean_output(on_generated),
                         judge_.gradient_norm()};
  judge_.step(plan_.learning_rate, 1);
  return done;
}

GanTrainer::GeneratorStep GanTrainer::train_generator(const at::Tensor& generated) {
  const at::Tensor loss =
      label_cross_entropy(discriminator_->logits(judge_.frozen(), generated), true);
  loss.backward();
  GeneratorStep done{loss.detach(), trained().gradient_norm()};
  trained().step(plan_.learning_rate,
                 average_decay(images_done(), plan_.batch, recipe_.ema_half_life_images));
  return done;
}

}  // namespace facet
