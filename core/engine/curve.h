#pragma once

#include <cstddef>
#include <memory>
#include <vector>

#include "core/base/training_view.h"

namespace facet {

/// The curves of a run in bounded memory. Each loss point stands for the mean over a stretch of
/// steps; when there are too many points, neighbours are merged and the stretch doubles. The first
/// point stays exact and the newest stretch is shown while it fills. One thread at a time.
class CurveRecorder {
 public:
  /// At most `capacity` loss points, at least 8.
  explicit CurveRecorder(std::size_t capacity = 4096);

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
    LossPoint last;  ///< step of the newest point in it
    double total = 0;
    double reconstruction = 0;
    double kl = 0;
    std::size_t count = 0;
  };
  static LossPoint mean(const Sum& sum);
  void thin();

  std::size_t capacity_;
  std::size_t stretch_ = 1;  ///< steps a point stands for
  std::vector<LossPoint> losses_;
  Sum filling_;
  std::vector<QualityPoint> quality_;
  std::vector<Marker> markers_;
  std::shared_ptr<const Curves> curves_;
};

}  // namespace facet
