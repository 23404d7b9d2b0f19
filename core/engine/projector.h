#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "core/base/image.h"
#include "core/base/latent.h"
#include "core/base/result.h"
#include "core/model/parameters.h"
#include "core/model/picture_model.h"
#include "core/train/adam.h"

namespace facet {

struct ProjectionOptions {
  int steps = 200;           ///< of the optimiser, at least 1
  int candidates = 256;      ///< seeded latents among which each picture's start is chosen
  std::uint32_t seed = 334;  ///< of the candidates
};

/// What has been found for a picture.
struct ProjectedPicture {
  Latent code;
  double rms = 0;  ///< root of the mean squared difference of the face that it draws, 0 to 1
};

/// Searches the codes of a model whose faces come nearest to given pictures: what stands in for the
/// encoder that a GAN does not have. From the best of many seeded latents (and the encoder's code,
/// where there is one) Adam follows the gradient through the decoder (Zhu et al. 2016, "Generative
/// Visual Manipulation on the Natural Image Manifold"). The distance is the mean squared difference
/// of the pixels at 64, 32, 16 and 8 pixels a side; a penalty keeps the code's norm near that of
/// codes which the model has learnt to draw. fp32, with the calling thread's OpenMP threads: the
/// same model, pictures, options and threads give the same codes. One thread at a time.
class Projector {
 public:
  /// Pictures are 64 x 64 RGB, at least one; they are searched for together, each by itself.
  /// Errors: those of PictureModel::create().
  static Result<std::unique_ptr<Projector>> create(WeightsPtr weights, bool ema,
                                                   std::span<const ImagePtr> pictures,
                                                   const ProjectionOptions& options);

  /// One piece of work: a few candidates, or one step. Must not be called when done().
  Status advance();
  /// Pieces of work in all, and those that are done.
  int pieces() const { return first_pieces_ + options_.steps; }
  int pieces_done() const { return pieces_done_; }
  bool done() const { return pieces_done_ >= pieces(); }

  /// The best so far of each picture; empty before the first piece.
  std::vector<ProjectedPicture> found() const;
  /// The faces that they draw.
  std::vector<Image> faces() const;

 private:
  Projector(std::unique_ptr<PictureModel> model, std::span<const ImagePtr> pictures,
            const ProjectionOptions& options);

  void try_candidates();
  void step();
  at::Tensor codes_of(const at::Tensor& white) const;
  at::Tensor penalty(const at::Tensor& white) const;
  void keep_better(std::int64_t picture, float cost, float square, const at::Tensor& white,
                   const at::Tensor& face);

  std::unique_ptr<PictureModel> model_;
  ProjectionOptions options_;
  at::Tensor pictures_;   // [N,3,64,64] in [0,1]
  at::Tensor mean_;       // [d] of the model's codes
  at::Tensor deviation_;  // [d]
  std::vector<Latent> candidates_;
  int first_pieces_ = 0;
  int pieces_done_ = 0;

  ParameterLayout layout_;
  Parameters white_;    // [N,d]: codes with mean 0 and deviation 1 in each number
  Parameters average_;  // Adam keeps one; it is not used
  Adam adam_;

  std::vector<float> best_cost_;
  std::vector<float> best_square_;
  at::Tensor best_white_;  // [N,d]
  at::Tensor best_faces_;  // [N,3,64,64]
};

}  // namespace facet
