#pragma once

#include <ATen/core/Tensor.h>
#include <c10/util/BFloat16.h>

#include <cstdint>

#include "core/kernels/matrix_unit.h"
#include "core/kernels/panel_matrix.h"
#include "core/kernels/picture_columns.h"
#include "core/kernels/pixel_rows.h"

namespace facet {

/// The products of the convolution between a face and many channels, and of its transpose, picture
/// by picture, of float or c10::BFloat16 with fp32 sums.
template <typename Number>
class PictureLayer {
 public:
  /// `weight` [channels,3,3,3]: of channel, color, ky, kx, as `columns` has them; channels are a
  /// multiple of 32.
  PictureLayer(const PictureColumns& columns, const at::Tensor& weight);

  /// Pixel = the face's columns times the weights, in some rows. `columns`: what
  /// PictureColumns::spread() wrote, zero elsewhere; `pixels`: the rows of a padded picture, only
  /// the inside is written; `scratch` as below.
  void from_face(MatrixUnit& unit, const Number* columns, std::int64_t rows,
                 const Finish<Number>& finish, float* scratch, Number* pixels) const;
  /// The transpose: the given rows of the face = columns gathered from the pixels times the
  /// weights, plus bias. `face_end` and `pixels`: from the row on that is counted as 0; pixels are
  /// read in PictureColumns::rows_for() these rows.
  void to_face(MatrixUnit& unit, const Number* pixels, const PictureColumns::Bias& bias,
               Rows face_rows, float* scratch, float* face_end) const;

  /// fp32 numbers that a call needs to write to.
  std::int64_t scratch_size() const;

 private:
  PictureColumns columns_;
  std::int64_t channels_;
  PanelMatrix<Number> from_columns_;  ///< [kColumns,channels]
  PanelMatrix<Number> to_columns_;    ///< [channels,kColumns]
};

/// The gradient of its weights, collected picture by picture: columns, transposed, times pixels.
template <typename Number>
class PictureGradient {
 public:
  PictureGradient(const PictureColumns& columns, std::int64_t channels);

  /// As PictureLayer::from_face() has them; the border of `pixels` is 0.
  void add(MatrixUnit& unit, const Number* columns, const Number* pixels, std::int64_t rows);

  /// [channels,3,3,3] fp32 of all that was added, in the order of PictureLayer's weight.
  at::Tensor sum() const;

 private:
  PictureColumns columns_;
  std::int64_t channels_;
  at::Tensor transposed_;  ///< [kColumns,pixels at once]
  at::Tensor panels_;      ///< [channels/32,pixels at once,32]
  at::Tensor sums_;        ///< [kColumns,channels] fp32
};

}  // namespace facet
