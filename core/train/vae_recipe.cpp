#include "core/train/vae_recipe.h"

#include <algorithm>
#include <cmath>

namespace facet {
namespace {

double ramp(std::int64_t images, std::int64_t batch, std::int64_t length) {
  if (length <= 0) return 1;
  return std::min(1.0, static_cast<double>(images + batch) / static_cast<double>(length));
}

constexpr VaeRecipe kReport = {
    .loss = VaeRecipe::Loss::kCrossEntropy,
    .adam = {.beta1 = 0.9, .beta2 = 0.999, .epsilon = 1e-7},
    .ema_half_life_images = 2000,
};

constexpr VaeRecipe kFast = {
    .loss = VaeRecipe::Loss::kOptimalSigma,
    .adam = {.beta1 = 0.9, .beta2 = 0.99, .epsilon = 1e-8},
    .learning_rate_warm_up_images = 12800,
    .kl_warm_up_images = 19200,
    .learning_rate_decay_images = 8000,
    .ema_half_life_images = 88000,
};

// The average's half-life grows with the training, so that the start is forgotten.
constexpr double kEmaHalfLifeShare = 0.07;

}  // namespace

double VaeRecipe::learning_rate_factor(std::int64_t images, std::int64_t batch) const {
  const double rise = ramp(images, batch, learning_rate_warm_up_images);
  if (learning_rate_decay_images <= 0) return rise;
  const double decays =
      static_cast<double>(images) / static_cast<double>(learning_rate_decay_images);
  return rise / std::sqrt(1 + decays);
}

double VaeRecipe::kl_factor(std::int64_t images, std::int64_t batch) const {
  return ramp(images, batch, kl_warm_up_images);
}

double VaeRecipe::ema_decay(std::int64_t images, std::int64_t batch) const {
  const double half_life =
      std::min(ema_half_life_images, kEmaHalfLifeShare * static_cast<double>(images));
  if (half_life <= 0) return 0;
  return std::exp2(-static_cast<double>(batch) / half_life);
}

VaeRecipe vae_recipe(std::string_view preset) { return preset == "report-vae" ? kReport : kFast; }

}  // namespace facet
