#pragma once

#include <ATen/core/Tensor.h>
#include <c10/util/BFloat16.h>

#include <cstdint>

namespace facet {

/// A bf16 matrix as the right one of Factors: [columns/32,rows/2,32,2].
class PairedMatrix {
 public:
  PairedMatrix() = default;
  /// `matrix` [rows,columns], both multiples of 32, of any type and order in memory.
  explicit PairedMatrix(const at::Tensor& matrix);

  /// Null where there is no matrix.
  const c10::BFloat16* data() const {
    return numbers_.defined() ? numbers_.const_data_ptr<c10::BFloat16>() : nullptr;
  }
  std::int64_t rows() const { return 2 * numbers_.size(1); }
  /// Numbers from one panel to the next.
  std::int64_t panel() const { return numbers_.stride(0); }

 private:
  at::Tensor numbers_;
};

}  // namespace facet
