#pragma once

#include <memory>
#include <span>
#include <vector>

namespace facet {

/// A point of a latent space: the latent z that a seed draws, or the code that a decoder reads.
using Latent = std::vector<float>;
using LatentPtr = std::shared_ptr<const Latent>;

/// How a latent z, drawn from N(0,1), becomes the code that the decoder reads.
enum class Sampler {
  kPrior,     ///< code = z
  kGaussian,  ///< code = mean + L z, the full-covariance Gaussian fitted to the posterior means
  kMixture,   ///< the same with one of ten Gaussians fitted to them, chosen for each z
  kFlow,      ///< the Gaussian's, with z carried by a network that learns where codes lie
};

/// "prior", "gaussian", "mixture" or "flow", in the order of Sampler.
inline constexpr const char* kSamplerNames[] = {"prior", "gaussian", "mixture", "flow"};
const char* sampler_name(Sampler sampler);

/// Euclidean length.
float norm(std::span<const float> latent);

/// Squared Euclidean distance of two vectors of one length.
double squared_distance(std::span<const float> a, std::span<const float> b);

/// The mean of vectors of one length; there must be at least one.
std::vector<float> mean_of(std::span<const std::vector<float>> vectors);

/// How the way between two codes is walked.
enum class PathKind {
  kLerp,   ///< the straight line
  kSlerp,  ///< the great circle (Shoemake 1985); a straight line where the angle vanishes
  kNorm,   ///< lerp, then scaled to the norm that lerp of the two norms gives
};

/// "lerp", "slerp" or "norm".
const char* path_kind_name(PathKind kind);

/// The code at `t` in [0,1] on the way from `a` (t = 0) to `b` (t = 1); `t` outside extrapolates.
/// Both codes must have the same length.
Latent point_on_path(std::span<const float> a, std::span<const float> b, double t, PathKind kind);

/// The code at `t` in [0,1] on the walk through `keys`, at least two codes of one length: the leg
/// between two neighbours takes an equal share of t. `closed`: one more leg leads from the last key
/// back to the first.
Latent point_on_walk(std::span<const Latent> keys, double t, PathKind kind, bool closed = false);

/// `steps` codes of that walk at t = k / (steps - 1); a single step stands at t = 0.
std::vector<Latent> walk_codes(std::span<const Latent> keys, int steps, PathKind kind,
                               bool closed = false);

}  // namespace facet
