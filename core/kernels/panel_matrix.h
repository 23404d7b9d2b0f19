#pragma once

#include <ATen/core/Tensor.h>
#include <c10/util/BFloat16.h>

#include <cstdint>

namespace facet {

/// A matrix as the right one of Factors<Number>, float or c10::BFloat16.
template <typename Number>
class PanelMatrix {
 public:
  PanelMatrix() = default;
  /// `matrix` [rows,columns], both multiples of 32, of any type and order in memory.
  explicit PanelMatrix(const at::Tensor& matrix);

  /// Null where there is no matrix.
  const Number* data() const {
    return numbers_.defined() ? numbers_.const_data_ptr<Number>() : nullptr;
  }
  std::int64_t rows() const { return rows_; }
  /// Numbers from one panel to the next.
  std::int64_t panel() const { return numbers_.stride(0); }

 private:
  std::int64_t rows_ = 0;
  at::Tensor numbers_;
};

}  // namespace facet
