#include "core/train/sharpener.h"

#include <ATen/ATen.h>
#include <torch/csrc/autograd/autograd.h>

#include "core/model/fast_gan.h"
#include "core/train/vae_loss.h"

namespace facet {
namespace {

constexpr double kSmallestNorm = 1e-12;
// Both optimisers count their steps, and the discriminator's is the younger one.
constexpr const char* kSteps = "optimizer.steps";
constexpr const char* kOwnSteps = "optimizer.discriminator.steps";

/// The gradient of a scalar that was computed from `leaf`.
at::Tensor gradient_by(const at::Tensor& leaf, const at::Tensor& scalar) {
  return torch::autograd::grad({scalar}, {leaf})[0];
}

at::Tensor leaf_of(const at::Tensor& values) { return values.detach().requires_grad_(true); }

}  // namespace

Sharpener::Sharpener(std::uint64_t training_seed, const at::Device& device, Precision precision)
    : discriminator_(std::make_unique<PatchDiscriminator>(), gan_recipe("fast-gan"), device,
                     precision) {
  discriminator_.initialize(training_seed);
}

Sharpener::Lesson Sharpener::teach(const at::Tensor& real, const at::Tensor& decoded, double weight,
                                   std::int64_t step, double learning_rate) {
  const std::int64_t batch = real.size(0);
  const std::int64_t samples = decoded.size(0) - batch;
  const at::Tensor reconstructed = leaf_of(decoded.narrow(0, 0, batch));
  const at::Tensor towards_real =
      gradient_by(reconstructed, optimal_scale_loss(reconstructed, real));

  const at::Tensor seen = decoded.narrow(0, samples, batch) * 2 - 1;
  TrainedDiscriminator::Step judged = discriminator_.train(real * 2 - 1, seen, step, learning_rate);
  const at::Tensor towards_sharp = discriminator_.judge(seen).gradient;

  at::Tensor gradient = at::zeros_like(decoded);
  gradient.narrow(0, 0, batch).copy_(towards_real);
  const at::Tensor scale =
      weight * towards_real.norm() / towards_sharp.norm().clamp_min(kSmallestNorm);
  gradient.narrow(0, samples, batch).add_(towards_sharp * scale);
  return {gradient, optimal_sigma_loss(squared_distances(reconstructed.detach(), {real}).mean()),
          std::move(judged)};
}

void Sharpener::save(TensorMap& map) const {
  TensorMap own;
  discriminator_.save(own);
  auto steps = own.extract(kSteps);
  steps.key() = kOwnSteps;
  own.insert(std::move(steps));
  map.merge(own);
}

Status Sharpener::load(const TensorMap& map, const std::string& where) {
  TensorMap own = map;
  own.erase(kSteps);
  if (const auto steps = map.find(kOwnSteps); steps != map.end()) own[kSteps] = steps->second;
  return discriminator_.load(own, where);
}

bool Sharpener::is_in(const TensorMap& map) { return map.contains("discriminator.output.weight"); }

}  // namespace facet
