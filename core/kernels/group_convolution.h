#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <vector>

#include "core/kernels/convolution_shape.h"
#include "core/kernels/matrix_unit.h"
#include "core/kernels/panel_matrix.h"
#include "core/kernels/picture_group.h"

namespace facet {

/// The products of a convolution or of its transpose, sixteen pictures at a time, of float or
/// c10::BFloat16 with fp32 sums. A pixel of all sixteen is one matrix, so a pixel that is made is
/// one sum of matrix products, of the pixels it takes in with its weights: small pictures keep the
/// matrix unit as busy as large ones, and what lies outside a picture costs nothing.
template <typename Number>
class GroupConvolution {
 public:
  /// `weight` [small channels,large channels,kernel,kernel], channels multiples of 32; `bias`
  /// [channels made] fp32, undefined: none.
  GroupConvolution(const ConvolutionShape& shape, LayerDirection direction,
                   const at::Tensor& weight, const at::Tensor& bias, std::int64_t small_side);

  /// Makes the pictures of `made` from `first` on, sixteen at most, from those of `group`. Any
  /// number of threads at once, each with a group and a unit of its own.
  void make(MatrixUnit& unit, PictureGroup<Number>& group, const at::Tensor& made,
            std::int64_t first) const;

 private:
  std::vector<PixelPair> pairs_;
  std::int64_t taken_channels_;
  std::int64_t made_channels_;
  PanelMatrix<Number> weights_;  ///< [kernel^2 channels taken,channels made]
  at::Tensor start_;             ///< [32,channels made] fp32: the bias in each row; or undefined
};

/// The gradient of its weights, collected sixteen pictures at a time: for each weight small
/// pictures, transposed, times the large ones moved to it.
template <typename Number>
class GroupGradient {
 public:
  GroupGradient(const ConvolutionShape& shape, std::int64_t small_side, std::int64_t small_channels,
                std::int64_t large_channels);

  void add(MatrixUnit& unit, const PictureGroup<Number>& small, const PictureGroup<Number>& large);

  /// Adds what another one collected.
  void add(const GroupGradient& other) { sums_.add_(other.sums_); }

  /// [small channels,large channels,kernel,kernel] of all that was added, the channels last.
  at::Tensor sum() const;

 private:
  void pack(const PictureGroup<Number>& small, const PictureGroup<Number>& large);
  /// Of a pixel of a plane in the panels, or of the zeros at both sides, in rows.
  std::int64_t place(std::int64_t plane, std::int64_t y, std::int64_t x) const;
  void multiply(MatrixUnit& unit, std::int64_t ky, std::int64_t kx);

  ConvolutionShape shape_;
  std::int64_t side_;
  std::int64_t small_channels_;
  std::int64_t large_channels_;
  std::int64_t column_step_;
  at::Tensor columns_;  ///< [small channels,column_step_]: pixel by pixel the sixteen pictures
  /// [large channels/32,pixels and zeros,32]: every stride-th row and column of the large pictures
  /// are one of stride^2 planes as big as the small ones.
  at::Tensor panels_;
  at::Tensor sums_;
  bool has_sums_ = false;
};

}  // namespace facet
