#pragma once

#include <cstdint>
#include <string_view>

#include "core/train/adam.h"
#include "core/train/nested_dropout.h"

namespace facet {

/// How a VAE preset is trained, beyond what a TrainingPlan holds. Every schedule is a function of
/// the pictures seen, never of the clock or of the end of the training.
struct VaeRecipe {
  enum class Loss {
    kCrossEntropy,  ///< mean binary cross-entropy + KL / (numbers of a picture)
    kOptimalSigma,  ///< D log(sigma) + KL, both in nats a picture
  };
  Loss loss = Loss::kCrossEntropy;
  Adam::Settings adam;
  std::int64_t learning_rate_warm_up_images = 0;  ///< rises linearly from 0; 0: none
  std::int64_t kl_warm_up_images = 0;             ///< the KL's factor rises likewise; 0: none
  /// The rate falls as (1 + images / this)^-1/2; 0: it does not.
  std::int64_t learning_rate_decay_images = 0;
  double ema_half_life_images = 0;     ///< of the averaged weights, once they settled
  double dropout = 0;                  ///< share of hidden numbers, for a preset that has dropout
  NestedDropout nested_dropout{1, 1};  ///< of codes; none unless given
  /// A plan's sharpening takes effect once so many pictures are seen: by then codes mean something.
  std::int64_t sharpening_from_images = 0;
  /// While it is sharpened: the factor of the learning rate, of both networks; pictures of one step
  /// of both, so that a batch makes several; and the half-life of the averaged weights.
  double sharpening_rate = 1;
  std::int64_t sharpening_part = 32;
  double sharpening_half_life_images = 0;

  /// The factor of the learning rate for the step that begins after `images` pictures.
  double learning_rate_factor(std::int64_t images, std::int64_t batch) const;
  /// The factor of the KL term, likewise.
  double kl_factor(std::int64_t images, std::int64_t batch) const;
  /// The share of the old average that a step keeps; small at first, so that the start is
  /// forgotten.
  double ema_decay(std::int64_t images, std::int64_t batch) const;
};

/// The recipe of a VAE preset.
VaeRecipe vae_recipe(std::string_view preset);

}  // namespace facet
