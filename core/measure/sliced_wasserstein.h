#pragma once

#include <ATen/core/Tensor.h>

#include <array>
#include <cstdint>
#include <span>

#include "core/base/image.h"
#include "core/measure/laplacian_pyramid.h"

namespace facet {

struct SlicedWassersteinOptions {
  int patches = 128;     ///< random 7 x 7 patches of each picture and level
  int directions = 128;  ///< random directions onto which the patches are projected
  std::uint64_t seed = 1;
};

/// The sliced Wasserstein distance of Karras et al. 2018 ("Progressive growing of GANs", section
/// 5) to one reference set of faces: patches at the levels of a Laplacian pyramid, each channel
/// brought to mean 0 and deviation 1, projected onto random directions and sorted; the mean
/// absolute difference times 1,000, averaged over directions and levels. 0 for equal sets; two real
/// sets have a floor above 0 that falls with the number of pictures, so a value means something
/// only beside the floor for the same number. It sees texture and detail, not the layout of a face.
/// Immutable once made; computes with the calling thread's OpenMP threads.
class SlicedWasserstein {
 public:
  /// Keeps 12 bytes for each picture, patch and direction.
  SlicedWasserstein(std::span<const ImagePtr> reference, const SlicedWassersteinOptions& options);

  /// The distance of as many faces as the reference has. `patch_seed` draws their patches.
  double distance(std::span<const ImagePtr> faces, std::uint64_t patch_seed) const;

  std::size_t pictures() const { return pictures_; }

 private:
  SlicedWassersteinOptions options_;
  std::size_t pictures_;
  std::array<at::Tensor, kPyramidLevels> directions_;  // [directions, 147]
  std::array<at::Tensor, kPyramidLevels> reference_;   // [directions, pictures * patches], sorted
};

}  // namespace facet
