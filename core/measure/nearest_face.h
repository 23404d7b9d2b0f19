#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <span>
#include <vector>

#include "core/data/dataset.h"

namespace facet {

/// The training picture that a face looks most like.
struct NearestFace {
  std::int64_t row = -1;  ///< in the data set
  double distance = 0;    ///< rms_difference() of the two
  /// `distance` as a share of the mean distance of the next nearest ones: near 1 where the face is
  /// no nearer to one than to many, 0 for a copy (Carlini et al. 2023, "Extracting Training Data
  /// from Diffusion Models", 4.2). Unlike the distance it does not tell sharp faces from blurred
  /// ones, which are nearer to everything. 1 where there is no other picture.
  double closeness = 1;
};

/// Finds the nearest training picture of faces, to see whether a model has only memorised.
/// Candidates come from faces scaled down to 16 x 16, the best few are compared in full. Immutable
/// once made; computes with the calling thread's OpenMP threads.
class NearestFaces {
 public:
  /// Searches among the training pictures of `dataset`, at most `most` of them, evenly spread.
  /// What is usual for faces that were never seen it learns from the first held-out pictures, at
  /// most `held_out`.
  NearestFaces(DatasetPtr dataset, std::int64_t most, std::int64_t held_out);

  std::vector<NearestFace> find(std::span<const ImagePtr> faces) const;

  /// Median distance of the held-out pictures; 0 where there are none.
  double usual_distance() const { return usual_distance_; }
  /// Whether a face is closer to a training picture than 99 % of the held-out ones are; closer than
  /// half where there are none.
  bool is_copy(const NearestFace& nearest) const { return nearest.closeness < copy_closeness_; }

 private:
  void learn_from_held_out(std::int64_t most);
  NearestFace compare(const Image& face, std::span<const std::int64_t> places) const;

  DatasetPtr dataset_;
  std::vector<std::int64_t> rows_;
  at::Tensor small_;    // [rows, 768] fp32: scaled down
  at::Tensor squares_;  // [rows]: their squared lengths
  double usual_distance_ = 0;
  double copy_closeness_ = 0.5;
};

}  // namespace facet
