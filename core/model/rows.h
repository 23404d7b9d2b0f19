#pragma once

#include <ATen/core/Tensor.h>

#include <span>
#include <vector>

namespace facet {

/// Copies rows of numbers, codes for example, into a tensor: [N,width] fp32 on the CPU. At least
/// one row, all of them as long as the first. Any thread.
at::Tensor stack_rows(std::span<const std::vector<float>> rows);

}  // namespace facet
