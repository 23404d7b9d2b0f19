#pragma once

#include <ATen/core/Tensor.h>

#include <array>
#include <cstdint>

#include "core/kernels/convolution_shape.h"
#include "core/kernels/matrix_unit.h"
#include "core/kernels/padded_pictures.h"
#include "core/kernels/panel_matrix.h"
#include "core/kernels/pixel_rows.h"

namespace facet {

/// Which rows of a picture, and what to work with.
struct LayerPart {
  std::int64_t side;  ///< of the whole small picture, even
  std::int64_t rows;  ///< of the small picture
  float* scratch;     ///< StrideTwoLayer::scratch_size() numbers
};

/// The products of a 3x3 convolution of stride 2 and padding 1, and of its transposed form, picture
/// by picture, of float or c10::BFloat16 with fp32 sums. Both go between a small picture and one
/// twice as wide and high with the same weights [small channels,large channels,3,3]; each is the
/// other's gradient. Pictures lie turned, their last pixel first: zeros at the bottom and right,
/// where Keras' "same" padding has them, come first too.
///
/// A row of the small picture is one matrix product for each row of weights: the three pixels of
/// the large one that a small one meets lie side by side, and so are one row of three times the
/// channels. On the way up, each of the four pixels that a small one becomes meets one, two or four
/// small pixels.
template <typename Number>
class StrideTwoLayer {
 public:
  /// `weight` [small channels,large channels,3,3], as the layer is to go; channels are multiples
  /// of 32. Best with the channels last in memory.
  StrideTwoLayer(const at::Tensor& weight, LayerDirection direction);

  /// small(y,x) = the sum over ky, kx of large(2y+1-ky,2x+1-kx) weight(.,.,ky,kx). For kDown. Reads
  /// one row of the large picture above the part too; writes the inside only.
  void down(MatrixUnit& unit, const LayerPart& part, const Number* large,
            const Finish<Number>& finish, Number* small) const;

  /// large(2y+1-ky,2x+1-kx) = the sum of small(y,x) weight(.,.,ky,kx). For kUp. Reads one row of
  /// the small picture below the part too.
  void up(MatrixUnit& unit, const LayerPart& part, const Number* small,
          const Finish<Number>& finish, Number* large) const;

  /// fp32 numbers that a call needs to write to.
  std::int64_t scratch_size() const;

 private:
  /// Those of the large picture's pixels whose row and column, from the part's first on, are odd
  /// (1) or even (0).
  void up_phase(MatrixUnit& unit, const LayerPart& part, std::array<std::int64_t, 2> odd,
                const Number* small, const Finish<Number>& finish, Number* large) const;

  std::int64_t small_channels_;
  std::int64_t large_channels_;
  /// Down: for each row of the large picture, from the one above on, [3 large channels,small].
  std::array<PanelMatrix<Number>, 3> down_;
  /// Up: the weights that a large pixel of even or odd row and column takes from the small pixel at
  /// its place and the one right of it, and from the two below: [1 or 2 small channels,large].
  struct Phase {
    PanelMatrix<Number> here, below;  ///< no `below` for even rows
  };
  std::array<std::array<Phase, 2>, 2> up_;
};

}  // namespace facet
