#include "core/model/patches.h"

#include <ATen/ATen.h>

namespace facet {

at::Tensor to_patches(const at::Tensor& pictures) {
  return pictures.permute({0, 2, 3, 1})
      .reshape({-1, kPatchSide, kPatch, kPatchSide, kPatch, 3})
      .permute({0, 1, 3, 2, 4, 5})
      .reshape({-1, kPatchSide, kPatchSide, kPatchNumbers})
      .permute({0, 3, 1, 2});
}

at::Tensor from_patches(const at::Tensor& patches) {
  return patches.permute({0, 2, 3, 1})
      .reshape({-1, kPatchSide, kPatchSide, kPatch, kPatch, 3})
      .permute({0, 1, 3, 2, 4, 5})
      .reshape({-1, kFaceSide, kFaceSide, 3})
      .permute({0, 3, 1, 2});
}

}  // namespace facet
