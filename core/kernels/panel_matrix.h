#pragma once

#include <ATen/core/Tensor.h>
#include <c10/util/BFloat16.h>

#include <cstdint>

#include "core/kernels/pixel_rows.h"

namespace facet {

/// A matrix as the right one of Factors<Number>, float or c10::BFloat16.
template <typename Number>
class PanelMatrix {
 public:
  PanelMatrix() = default;
  /// Both multiples of 32; nothing is in it yet.
  PanelMatrix(std::int64_t rows, std::int64_t columns);
  /// `matrix` [rows,columns], both multiples of 32, of any type and order in memory.
  explicit PanelMatrix(const at::Tensor& matrix);

  /// The rows from `first` on, an even one, are those in memory.
  void set_rows(std::int64_t first, const Number* numbers, const PixelRow& rows);

  /// Null where there is no matrix.
  const Number* data() const { return data_; }
  std::int64_t rows() const { return rows_; }
  /// Numbers from one panel to the next.
  std::int64_t panel() const { return rows_ * kPanel; }

 private:
  static constexpr std::int64_t kPanel = 32;

  std::int64_t rows_ = 0;
  at::Tensor numbers_;  ///< [columns/32,rows,32]
  Number* data_ = nullptr;
};

}  // namespace facet
