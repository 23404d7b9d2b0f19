#include "core/train/gan_recipe.h"

namespace facet {
namespace {

constexpr GanRecipe kFast = {
    .adam = {.beta1 = 0, .beta2 = 0.99, .epsilon = 1e-8},
    .penalty = 1,
    .penalty_interval = 4,
    .variety = 5,
    .generator_warm_up_images = 6400,
    .ema_half_life_images = 22000,
};

constexpr GanRecipe kReport = {
    .adam = {.beta1 = 0.9, .beta2 = 0.999, .epsilon = 1e-7},
    .halves = true,
    .most_pictures = 20000,
    .ema_half_life_images = 2000,
};

}  // namespace

GanRecipe gan_recipe(std::string_view preset) {
  if (preset == "fast-gan") return kFast;
  if (preset == "gpu-gan") {
    GanRecipe recipe = kFast;
    recipe.generator_warm_up_images = 25600;
    recipe.ema_half_life_images = 88000;
    return recipe;
  }
  GanRecipe recipe = kReport;
  if (preset == "report-gan-notebook") recipe.adam.beta1 = 0.5;
  return recipe;
}

}  // namespace facet
