#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <span>
#include <vector>

#include "core/base/training_view.h"

namespace facet {

/// The curves of a run in bounded memory. Each loss point stands for the mean over a stretch of
/// steps; when there are too many points, neighbours are merged and the stretch doubles. The first
/// point stays exact and the newest stretch is shown while it fills. One thread at a time.
class CurveRecorder {
 public:
  /// For a training that records `series`; at most `capacity` loss points, at least 8.
  explicit CurveRecorder(std::span<const LossSeries> series, std::size_t capacity = 4096);

  std::span<const LossSeries> series() const { return series_; }

  void add(const LossPoint& point);
  void add(const QualityPoint& point);
  void add(Marker marker);
  /// Forgets everything after `step`: training went back to it.
  void rewind(std::int64_t step);

  /// The curves as a value; the same pointer until something was added.
  std::shared_ptr<const Curves> curves();
  /// The newest held-out value, or 0.
  float psnr_db() const { return quality_.empty() ? 0.0F : quality_.back().psnr_db; }

 private:
  struct Sum {
    std::int64_t last_step = 0;
    std::array<double, kMostLosses> values{};
    std::size_t count = 0;
  };
  static LossPoint mean(const Sum& sum);
  void thin();

  std::span<const LossSeries> series_;
  std::size_t capacity_;
  std::size_t stretch_ = 1;  ///< steps a point stands for
  std::vector<LossPoint> losses_;
  Sum filling_;
  std::vector<QualityPoint> quality_;
  std::vector<Marker> markers_;
  std::shared_ptr<const Curves> curves_;
};

}  // namespace facet
