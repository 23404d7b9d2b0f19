#pragma once

#include <ATen/core/Tensor.h>
#include <c10/util/BFloat16.h>

#include <cstdint>

#include "core/kernels/padded_pictures.h"

namespace facet {

/// A few rows at a time of a padded picture that is never kept as a whole, and the two above them:
/// what layers hand to one another in it is still in the cache.
template <typename Number>
class Strip {
 public:
  /// Of pictures of `side`, `most` rows at most, an even number of channels.
  Strip(std::int64_t side, std::int64_t channels, std::int64_t most);

  /// Its first row, as the functions on padded pictures take it. The row above may be read, and the
  /// one above that.
  Number* rows() const;
  /// The rows are a picture's first: above them there are zeros.
  void begin() const;
  /// The next rows of the picture are those below the `count` there are.
  void move_down(std::int64_t count) const;
  /// The rows are the picture's last: below `count` there are zeros.
  void end(std::int64_t count) const;

 private:
  at::Tensor pixels_;  ///< [2 + most + 1 rows and a pixel,channels]
  std::int64_t line_;
  std::int64_t channels_;
};

}  // namespace facet
