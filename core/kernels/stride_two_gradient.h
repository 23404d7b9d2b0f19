#pragma once

#include <ATen/core/Tensor.h>
#include <c10/util/BFloat16.h>

#include <cstdint>

#include "core/kernels/matrix_unit.h"

namespace facet {

/// The gradient of a StrideTwoLayer's weights, collected picture by picture: the sum over all
/// pixels of small(y,x) times large(2y+1-ky,2x+1-kx).
///
/// Every second row and column of a large picture is one of four planes as big as a small picture,
/// and each weight pairs the small picture with one of them, moved by at most one row and column.
/// So there are four planes and four moves of the small picture, as columns of a matrix; and a
/// weight's sum over the pixels of some rows, or of some pictures, is one long matrix product.
template <typename Number>
class StrideTwoGradient {
 public:
  /// Of pictures of `small_side`, even, and these numbers of channels, multiples of 32.
  StrideTwoGradient(std::int64_t small_side, std::int64_t small_channels,
                    std::int64_t large_channels);

  /// Some rows of a small picture, all of them or a multiple of eight, and those of the large one
  /// they go with, both padded.
  void add(MatrixUnit& unit, const Number* small, const Number* large, std::int64_t rows);

  /// [small channels,large channels,3,3] fp32 of all that was added, the channels last in memory.
  at::Tensor sum(MatrixUnit& unit);

 private:
  void pack(const Number* small, const Number* large, std::int64_t first_row);
  void multiply(MatrixUnit& unit);
  /// The small picture's columns, moved up and left by so much.
  Number* columns(std::int64_t rows, std::int64_t pixels) const;
  Number* plane(std::int64_t odd_row, std::int64_t odd_column) const;

  std::int64_t side_;
  std::int64_t small_channels_;
  std::int64_t large_channels_;
  std::int64_t rows_;        ///< of a picture that are packed at once
  std::int64_t packed_ = 0;  ///< pixels packed so far
  at::Tensor columns_;       ///< [2,2,small channels,pixels]
  at::Tensor planes_;        ///< [2,2,large channels/32,pixels,32]
  at::Tensor sums_;          ///< [small channels,3,3,large channels] fp32
  bool has_sums_ = false;    ///< before that, nothing is in them
  Number* first_column_;
  Number* first_plane_;
};

}  // namespace facet
