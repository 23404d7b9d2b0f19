#pragma once

#include <span>
#include <vector>

#include "core/base/image.h"
#include "core/base/latent.h"

namespace facet {

/// The directions in which the faces of a model differ most.
struct DirectionFit {
  /// kDirectionCount of them, the largest first: what is added to a code so that its picture goes
  /// one standard deviation along the component.
  std::vector<Latent> steps;
  std::vector<float> shares;             ///< of the pictures' variance, beside `steps`
  std::vector<std::vector<float>> axes;  ///< unit vectors of small pictures, beside `steps`
  double variance = 0;                   ///< of the small pictures, summed over their numbers
};

/// A face of 64 x 64 RGB as 16 x 16 x 3 means, 0 to 1: what the directions are found from.
std::vector<float> small_picture(const Image& face);

/// Finds the directions from samples of a model: `latents` z ~ N(0,1) in rows of one length, the
/// `codes` that the sampler made of them, and `pictures`, the decoded codes as small_picture().
/// The principal components of the pictures are found, and each is regressed onto the codes, after
/// GANSpace (Härkönen, Hertzmann, Lehtinen & Paris, "GANSpace: Discovering Interpretable GAN
/// Controls", 2020), which takes the components of a layer's activations; pictures need no layer,
/// so this serves every model that draws. Of the codes that raise a component by one standard
/// deviation a step is the likeliest: the covariance of codes and component, divided by the share
/// of the component that the codes explain linearly, without what chance adds to it.
/// With `before`, order and signs follow its components as nearly as they can, so that a slider
/// keeps its meaning. Repeatable; takes some 20 ms for 512 samples. Any thread.
DirectionFit fit_directions(std::span<const Latent> latents, std::span<const Latent> codes,
                            std::span<const std::vector<float>> pictures,
                            const DirectionFit* before);

}  // namespace facet
