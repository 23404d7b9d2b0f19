#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <span>
#include <vector>

#include "core/base/image.h"

namespace facet {

/// Room for `count` pictures as the networks read them: [count,3,64,64] fp32 on the CPU, channels
/// last in memory, so that each picture lies there as 64 x 64 x RGB.
at::Tensor empty_pictures(std::int64_t count);

/// Writes one face of kFaceBytes bytes as picture `index`, each value divided by 255.
void set_picture(at::Tensor& pictures, std::int64_t index, std::span<const std::uint8_t> rgb);

/// Faces as the first of `size` pictures, zeros behind them. At most `size` faces.
at::Tensor stack_pictures(std::span<const ImagePtr> faces, std::int64_t size);

/// The first `count` pictures, [N,3,64,64] in [0,1], as images: floor(255 x + 0.5).
std::vector<Image> to_images(const at::Tensor& pictures, std::int64_t count);

}  // namespace facet
