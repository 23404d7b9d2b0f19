#include "core/train/vae_recipe.h"

#include <cmath>

#include "core/train/schedule.h"

namespace facet {
namespace {

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
    .ema_half_life_images = 40000,
    .dropout = 0.2,
    .nested_dropout = {4, 4},
    .sharpening_from_images = 38400,
    .sharpening_rate = 0.2,
    .sharpening_half_life_images = 4000,
};

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
  return average_decay(images, batch, ema_half_life_images);
}

VaeRecipe vae_recipe(std::string_view preset) { return preset == "report-vae" ? kReport : kFast; }

}  // namespace facet
