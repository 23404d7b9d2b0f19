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
    .learning_rate_warm_up_images = 0,
    .kl_warm_up_images = 0,
    .ema_half_life_images = 2000,
};

constexpr VaeRecipe kFast = {
    .loss = VaeRecipe::Loss::kOptimalSigma,
    .adam = {.beta1 = 0.9, .beta2 = 0.99, .epsilon = 1e-8},
    .learning_rate_warm_up_images = 6400,
    .kl_warm_up_images = 25600,
    .ema_half_life_images = 8000,
};

}  // namespace

double VaeRecipe::learning_rate_factor(std::int64_t images, std::int64_t batch) const {
  return ramp(images, batch, learning_rate_warm_up_images);
}

double VaeRecipe::kl_factor(std::int64_t images, std::int64_t batch) const {
  return ramp(images, batch, kl_warm_up_images);
}

double VaeRecipe::ema_decay(std::int64_t images, std::int64_t batch) const {
  // The half-life grows with the training: never more than a tenth of the pictures seen.
  const double half_life = std::min(ema_half_life_images, 0.1 * static_cast<double>(images));
  if (half_life <= 0) return 0;
  return std::exp2(-static_cast<double>(batch) / half_life);
}

VaeRecipe vae_recipe(std::string_view preset) { return preset == "report-vae" ? kReport : kFast; }

}  // namespace facet
