#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <vector>

#include "core/base/result.h"
#include "core/base/training_view.h"

namespace facet {

/// Losses of the last steps, kept on the device and read back together: a read each step would make
/// a GPU wait. One thread at a time.
class LossLog {
 public:
  explicit LossLog(const at::Device& device);

  /// The values of step `step` (from 1): scalars, at most kMostLosses; the others are 0.
  void add(std::int64_t step, const std::vector<at::Tensor>& values);

  /// What was added since the last call, oldest first. The first step whose loss is not finite is
  /// an Error (kDiverged) that names it; the steps before it stay for the next call.
  Result<std::vector<LossPoint>> take();

 private:
  void read_back();

  at::Tensor ring_;  // [kRingSize,kMostLosses] fp32 on the device; zeros where there is no value
  std::int64_t unread_ = 0;
  std::int64_t last_step_ = 0;
  std::vector<LossPoint> points_;
};

}  // namespace facet
