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
};

/// Finds the nearest training picture of faces, to see whether a model has only memorised.
/// Candidates come from faces scaled down to 16 x 16, the best few are compared in full. Immutable
/// once made; computes with the calling thread's OpenMP threads.
class NearestFaces {
 public:
  /// Searches among the training pictures of `dataset`, at most `most` of them, evenly spread.
  NearestFaces(DatasetPtr dataset, std::int64_t most);

  std::vector<NearestFace> find(std::span<const ImagePtr> faces) const;

  /// Distances of the held-out pictures (at most `most`) to their nearest training pictures,
  /// ascending: what is usual for faces that were never seen. Empty where none is held out.
  std::vector<double> usual_distances(std::int64_t most) const;

 private:
  DatasetPtr dataset_;
  std::vector<std::int64_t> rows_;
  at::Tensor small_;    // [rows, 768] fp32: scaled down
  at::Tensor squares_;  // [rows]: their squared lengths
};

}  // namespace facet
