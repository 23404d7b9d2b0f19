#include "core/train/vae_trainer.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>

#include <algorithm>
#include <stdexcept>

#include "core/train/parted_drawing.h"
#include "core/train/schedule.h"
#include "core/train/vae_loss.h"

namespace facet {
namespace {

// Larger steps of the flow now and then cost less than small ones always.
constexpr std::int64_t kFlowInterval = 4;
constexpr std::int64_t kFlowWays = 8;  ///< for each code: as many ways from z to it
constexpr std::int64_t kSharpenedFlowWays = 16;

}  // namespace

VaeTrainer::VaeTrainer(const TrainingPlan& plan, DatasetPtr dataset, std::unique_ptr<const Vae> vae)
    : NetworkTrainer(plan, std::move(dataset), std::move(vae), vae_recipe(plan.preset).adam,
                     {.batch = plan.batch}),
      recipe_(vae_recipe(plan_.preset)) {}

double VaeTrainer::learning_rate() const {
  return plan_.learning_rate * recipe_.learning_rate_factor(images_done(), plan_.batch);
}

std::vector<at::Tensor> VaeTrainer::train_batch() {
  if (sharpens()) return sharpen_batch();
  const Losses losses = forward(vae().observe(trained().computed(), next_pictures()));
  std::vector<TrainedNetwork::Gradients> gradients{trained().gradients_of(losses.minimized)};
  if (steps_done() % kFlowInterval == 0) learn_flow(losses.posterior.mean, kFlowWays, gradients);
  trained().step(gradients, learning_rate(), recipe_.ema_decay(images_done(), plan_.batch));
  moments().add(losses.posterior);
  const at::Tensor reconstruction = losses.reconstruction.detach();
  return {reconstruction + losses.weighted_kl.detach(), reconstruction, losses.kl.detach()};
}

at::Tensor VaeTrainer::draw_codes(const Posterior& posterior) {
  const at::Tensor noise = draw_noise(posterior.mean.size(0), vae().latent());
  return posterior.mean + noise * (posterior.log_var * 0.5).exp();
}

void VaeTrainer::learn_flow(const at::Tensor& codes, std::int64_t ways,
                            std::vector<TrainedNetwork::Gradients>& gradients) {
  const CodeFlow* const flow = vae().flow();
  if (flow == nullptr) return;
  const at::Tensor whitened = gaussian().whitened(codes.detach()).repeat({ways, 1});
  const at::Tensor z = draw_noise(whitened.size(0), vae().latent());
  gradients.push_back(trained().gradients_of(flow->loss(trained().computed(), z, whitened)));
}

at::Tensor VaeTrainer::draw_samples(std::int64_t count) {
  const at::NoGradGuard no_grad;
  const at::Tensor z = draw_noise(count, vae().latent());
  const CodeFlow* const flow = vae().flow();
  return gaussian().codes_of(flow == nullptr ? z : flow->carry(trained().average(), z));
}

VaeTrainer::Losses VaeTrainer::forward(const Observation& seen) {
  const Parameters& weights = trained().computed();
  const Dropout dropout = make_dropout(recipe_.dropout);
  const Posterior posterior = vae().encode(weights, seen.values, dropout);
  const at::Tensor codes = recipe_.nested_dropout.cut(draw_codes(posterior), noise());
  const at::Tensor decoded = vae().decode_values(weights, codes, dropout);
  const at::Tensor kl = kl_divergence(posterior);
  const double kl_weight = plan_.kl_weight * recipe_.kl_factor(images_done(), plan_.batch);
  if (recipe_.loss == VaeRecipe::Loss::kCrossEntropy) {
    const auto numbers = static_cast<double>(kFaceBytes);
    const at::Tensor reconstruction = mean_cross_entropy(decoded, seen.values);
    const at::Tensor weighted_kl = kl * (kl_weight / numbers);
    return {reconstruction + weighted_kl, reconstruction, weighted_kl, kl, posterior};
  }
  const at::Tensor weighted_kl = kl * kl_weight;
  const at::Tensor losses =
      optimal_sigma_loss(recipe_.nested_dropout.group_means(squared_distances(decoded, seen)));
  return {losses.mean() + weighted_kl, losses[0], weighted_kl, kl, posterior};
}

bool VaeTrainer::sharpens() const {
  return plan_.sharpening > 0 && images_done() >= recipe_.sharpening_from_images;
}

std::vector<at::Tensor> VaeTrainer::sharpen_batch() {
  set_sharpened(true);
  const at::Tensor pictures = next_pictures();
  // The averaged encoder is the one that is used; what collects no gradient is not moved.
  Posterior posterior;
  {
    const at::NoGradGuard no_grad;
    posterior =
        vae().encode(trained().average(), vae().observe(trained().average(), pictures).values, {});
  }
  const at::Tensor codes = draw_codes(posterior);
  const std::int64_t batch = pictures.size(0);
  const std::int64_t part = std::min(batch, recipe_.sharpening_part);
  const at::Tensor samples = draw_samples(batch / 2);
  std::vector<at::Tensor> reconstructions;
  std::vector<at::Tensor> on_real;
  std::vector<at::Tensor> on_drawn;
  for (std::int64_t first = 0; first + part <= batch; first += part) {
    const at::Tensor drawn =
        at::cat({codes.narrow(0, first, part), samples.narrow(0, first / 2, part / 2)});
    const Sharpener::Lesson lesson =
        sharpen_part(pictures.narrow(0, first, part), drawn, first / part);
    reconstructions.push_back(lesson.reconstruction);
    on_real.push_back(lesson.judged.on_real);
    on_drawn.push_back(lesson.judged.on_generated);
  }
  const at::Tensor reconstruction = at::stack(reconstructions).mean();
  const at::Tensor kl = kl_divergence(posterior);
  const double kl_weight = plan_.kl_weight * recipe_.kl_factor(images_done(), plan_.batch);
  return {reconstruction + kl * kl_weight, reconstruction, kl, at::stack(on_real).mean(),
          at::stack(on_drawn).mean()};
}

Sharpener::Lesson VaeTrainer::sharpen_part(const at::Tensor& pictures, const at::Tensor& codes,
                                           std::int64_t part) {
  const std::int64_t size = pictures.size(0);
  const std::int64_t parts = plan_.batch / size;
  const Parameters& weights = trained().computed();
  const PartedDrawing drawn(
      {vae().decode_values(weights, codes, {})},
      [&](const std::vector<at::Tensor>& values) { return vae().draw(weights, values.front()); });
  const double learning_rate = plan_.learning_rate * recipe_.sharpening_rate;
  Sharpener::Lesson lesson = sharpener_->teach(pictures, drawn.pictures(), plan_.sharpening,
                                               steps_done() * parts + part, learning_rate);
  std::vector<TrainedNetwork::Gradients> gradients = drawn.gradients(trained(), lesson.gradient);
  learn_flow(codes.narrow(0, 0, size), kSharpenedFlowWays, gradients);
  trained().step(gradients, learning_rate,
                 average_decay(images_done(), size, recipe_.sharpening_half_life_images));
  return lesson;
}

void VaeTrainer::set_sharpened(bool sharpened) {
  if (sharpener_.has_value() == sharpened) return;
  Result<std::unique_ptr<const Vae>> network = make_vae(plan_.preset, plan_.latent, sharpened);
  if (!network) throw std::logic_error(network.error().message);
  exchange_network(*std::move(network));
  sharpener_.reset();
  if (sharpened) sharpener_.emplace(plan_.training_seed, device(), plan_.precision);
}

void VaeTrainer::save_others(TensorMap& map) const {
  if (sharpener_) sharpener_->save(map);
}

void VaeTrainer::prepare_for(const TensorMap& map) { set_sharpened(Sharpener::is_in(map)); }

Status VaeTrainer::load_others(const TensorMap& map, const std::string& where) {
  return sharpener_ ? sharpener_->load(map, where) : Status{};
}

}  // namespace facet
