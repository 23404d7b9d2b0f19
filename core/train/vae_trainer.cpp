#include "core/train/vae_trainer.h"

#include <ATen/ATen.h>

#include "core/train/vae_loss.h"

namespace facet {

VaeTrainer::VaeTrainer(TrainingPlan plan, DatasetPtr dataset, std::unique_ptr<const Vae> vae)
    : NetworkTrainer(plan, std::move(dataset), std::move(vae), vae_recipe(plan.preset).adam,
                     {.batch = plan.batch}),
      vae_(static_cast<const Vae&>(network())),
      recipe_(vae_recipe(plan_.preset)) {}

std::vector<at::Tensor> VaeTrainer::train_batch() {
  const Losses losses = forward(next_pictures());
  losses.total.backward();
  const std::int64_t images = images_done();
  trained().step(plan_.learning_rate * recipe_.learning_rate_factor(images, plan_.batch),
                 recipe_.ema_decay(images, plan_.batch));
  moments().add(losses.posterior);
  return {losses.total.detach(), losses.reconstruction.detach(), losses.kl.detach()};
}

VaeTrainer::Losses VaeTrainer::forward(const at::Tensor& pictures) {
  const Parameters& weights = trained().computed();
  const Posterior posterior = vae_.encode(weights, pictures);
  const at::Tensor noise = draw_noise(posterior.mean.size(0), vae_.latent());
  const at::Tensor codes = posterior.mean + noise * (posterior.log_var * 0.5).exp();
  const at::Tensor raw = vae_.decode_raw(weights, codes);
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

}  // namespace facet
