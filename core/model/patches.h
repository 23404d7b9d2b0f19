#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>

#include "core/base/image.h"

namespace facet {

// The fast presets' convolutions begin and end at 16 x 16: each place holds the 4 x 4 x 3 numbers
// of a patch of the picture. Views and copies alone, differentiable; any thread.

inline constexpr std::int64_t kPatch = 4;  ///< pixels on a side
inline constexpr std::int64_t kPatchSide = kFaceSide / kPatch;
inline constexpr std::int64_t kPatchNumbers = kPatch * kPatch * 3;

/// Pictures [N,3,64,64] to their patches [N,48,16,16], both with the channels last.
at::Tensor to_patches(const at::Tensor& pictures);

/// Pictures from their patches.
at::Tensor from_patches(const at::Tensor& patches);

}  // namespace facet
