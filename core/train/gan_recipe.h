#pragma once

#include <cstdint>
#include <limits>
#include <string_view>

#include "core/train/adam.h"

namespace facet {

/// How a GAN preset is trained, beyond what a TrainingPlan holds. Both networks learn by Adam with
/// the same settings and rate, in turns, from the non-saturating loss (Goodfellow et al. 2014):
/// binary cross-entropy, the generator's against label 1.
struct GanRecipe {
  Adam::Settings adam;
  /// A step of the discriminator sees half a batch of real and half a batch of generated pictures,
  /// with their mean as loss, and the generator a batch of new ones: as in the report. Otherwise it
  /// sees a batch of each, with their sum as loss, and the generator learns from the same pictures.
  bool halves = false;
  /// The discriminator's penalty gamma / 2 E |gradient of its output by a real picture|^2
  /// (R1: Mescheder et al. 2018); 0: none.
  double penalty = 0;
  std::int64_t penalty_interval = 1;  ///< in steps; the penalty counts as many times (lazily)
  /// Factor of the variety_loss() of generated pictures; 0: there is none.
  double variety = 0;
  /// The generator's learning rate rises linearly from 0: what it learns from a discriminator that
  /// knows nothing yet is noise. 0: it does not.
  std::int64_t generator_warm_up_images = 0;
  std::int64_t most_pictures = std::numeric_limits<std::int64_t>::max();  ///< of the data set
  double ema_half_life_images = 0;  ///< of the generator's averaged weights, once they settled
};

/// The recipe of a GAN preset.
GanRecipe gan_recipe(std::string_view preset);

}  // namespace facet
