#include "core/engine/slice_cost.h"

#include <algorithm>
#include <cassert>

namespace facet {
namespace {

constexpr double kKept = 0.9;  ///< of the sums when a slice comes
constexpr double kLeastMs = 1e-4;
// Slices of nearly one size tell nothing of a face's own cost.
constexpr double kLeastSpread = 0.5;

}  // namespace

void SliceCost::add(std::size_t faces, double ms) {
  const auto count = static_cast<double>(faces);
  slices_ = kKept * slices_ + 1;
  faces_ = kKept * faces_ + count;
  ms_ = kKept * ms_ + ms;
  faces_squared_ = kKept * faces_squared_ + count * count;
  faces_ms_ = kKept * faces_ms_ + count * ms;
}

std::size_t SliceCost::faces_within(double ms) const {
  assert(known());
  const double mean_faces = faces_ / slices_;
  const double mean_ms = ms_ / slices_;
  const double spread = faces_squared_ / slices_ - mean_faces * mean_faces;
  double each = mean_ms / mean_faces;
  if (spread > kLeastSpread) {
    each = std::min(each, (faces_ms_ / slices_ - mean_faces * mean_ms) / spread);
  }
  each = std::max(each, kLeastMs);
  const double every = std::max(0.0, mean_ms - each * mean_faces);
  return static_cast<std::size_t>(std::max(1.0, (ms - every) / each));
}

}  // namespace facet
