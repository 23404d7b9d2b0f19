#pragma once

#include <c10/util/BFloat16.h>

#include <algorithm>
#include <cstdint>
#include <span>

namespace facet {

/// Two matrices to be multiplied, A [halves rows,inner] and B [inner,columns], both float or both
/// c10::BFloat16.
template <typename Number>
struct Factors {
  const Number* a;
  std::int64_t stride;  ///< numbers from one row of A to the next; rows may overlap
  std::int64_t half;    ///< numbers from the first half of A's rows to the second
  /// B in panels of 32 columns: [columns/32,inner,32]. In bf16 two rows are a pair, their numbers
  /// side by side: [columns/32,inner/2,32,2].
  const Number* b_panels;
  std::int64_t panel;  ///< numbers from one panel to the next
  std::int64_t inner;  ///< a multiple of 32
};

constexpr std::int64_t kHalfRows = 16;  ///< of Sums, in each half at most

/// Sums of products, fp32 [halves rows,columns].
struct Sums {
  float* numbers;
  std::int64_t rows;     ///< of each half, kHalfRows at most
  std::int64_t halves;   ///< 1 or 2
  std::int64_t columns;  ///< a multiple of 32
  std::int64_t line;     ///< numbers from one row to the next
};

/// Cuts `count` rows into what Sums take at once: calls work(first row, rows of a half, halves).
template <typename Work>
void for_each_run(std::int64_t count, const Work& work) {
  for (std::int64_t first = 0; first < count;) {
    const std::int64_t rows = std::min(kHalfRows, count - first);
    const std::int64_t halves = count - first < 2 * kHalfRows ? 1 : 2;
    work(first, rows, halves);
    first += halves * rows;
  }
}

/// The part of a CPU that multiplies matrices, as one thread uses it; it is given back when the
/// object goes. Where a CPU has AVX512, or tiles for bf16 (AMX), it is steered by code of our own:
/// convolutions are sums of many small products of few shapes. On other CPUs fp32 is multiplied by
/// oneDNN or MKL.
class MatrixUnit {
 public:
  /// In ascending order; each can do what those before it can.
  enum class Kind { kAnyCpu, kAvx512, kAvx512Bf16, kAmx };
  /// The best that this CPU has and this process may use.
  static Kind best_kind();

  /// `kind`: the best one or a lesser one.
  explicit MatrixUnit(Kind kind);
  ~MatrixUnit();
  MatrixUnit(const MatrixUnit&) = delete;
  MatrixUnit& operator=(const MatrixUnit&) = delete;

  /// Writes A times B, or what several such products are together, to the sums; where `adds`, adds
  /// it to what is there.
  void multiply(std::span<const Factors<float>> products, const Sums& sums, bool adds);
  void multiply(std::span<const Factors<c10::BFloat16>> products, const Sums& sums, bool adds);
  void multiply(const Factors<float>& factors, const Sums& sums, bool adds) {
    multiply(std::span(&factors, 1), sums, adds);
  }
  void multiply(const Factors<c10::BFloat16>& factors, const Sums& sums, bool adds) {
    multiply(std::span(&factors, 1), sums, adds);
  }

 private:
  Kind kind_;
  std::int64_t tile_rows_ = 0;  ///< for which the thread's tiles are configured
};

}  // namespace facet
