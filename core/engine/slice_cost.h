#pragma once

#include <cstddef>

namespace facet {

/// Learns how long a slice of work takes: a part that every slice costs, such as reading the
/// weights, and a part for each face. A line fitted to the latest slices. One thread at a time.
class SliceCost {
 public:
  /// A slice of `faces` took `ms`.
  void add(std::size_t faces, double ms);
  /// Whether any slice was measured.
  bool known() const { return slices_ > 0; }
  /// How many faces a slice of `ms` may have, at least 1; known().
  std::size_t faces_within(double ms) const;

 private:
  // Sums over slices, older ones counting less.
  double slices_ = 0;
  double faces_ = 0;
  double ms_ = 0;
  double faces_squared_ = 0;
  double faces_ms_ = 0;
};

}  // namespace facet
