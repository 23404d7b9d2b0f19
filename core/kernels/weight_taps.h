#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <span>

#include "core/kernels/panel_matrix.h"
#include "core/kernels/pixel_rows.h"

namespace facet {

/// The weights [small,large,k,k] of a convolution, as matrices: one for each tap, which is counted
/// ky * k + kx. Channels are multiples of 32. Best with the channels last in memory.
template <typename Number>
class WeightTaps {
 public:
  explicit WeightTaps(const at::Tensor& weight);

  /// [small,large] of each tap, one below the other.
  PanelMatrix<Number> upwards(std::span<const std::int64_t> taps) const;
  /// [large,small] of each tap, one below the other.
  PanelMatrix<Number> downwards(std::span<const std::int64_t> taps) const;

 private:
  PixelRow row(std::int64_t tap) const { return {tap * large_, count_ * large_, small_, large_}; }

  std::int64_t small_;
  std::int64_t large_;
  std::int64_t count_;
  at::Tensor weight_;
  const Number* numbers_;
};

}  // namespace facet
