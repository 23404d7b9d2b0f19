#include "core/train/loss_log.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

namespace facet {
namespace {

constexpr std::int64_t kRingSize = 256;

bool is_finite(const LossPoint& point) {
  return std::ranges::all_of(point.values, [](float value) { return std::isfinite(value); });
}

}  // namespace

LossLog::LossLog(const at::Device& device)
    : ring_(at::zeros({kRingSize, static_cast<std::int64_t>(kMostLosses)},
                      at::TensorOptions(device).dtype(at::kFloat))) {}

void LossLog::add(std::int64_t step, const std::vector<at::Tensor>& values) {
  const at::NoGradGuard no_grad;
  if (unread_ == kRingSize) read_back();
  at::Tensor row =
      ring_.select(0, unread_++).narrow(0, 0, static_cast<std::int64_t>(values.size()));
  at::stack_out(row, values);
  last_step_ = step;
}

void LossLog::read_back() {
  const at::Tensor rows = ring_.narrow(0, 0, unread_).to(at::kCPU).contiguous();
  const auto* row = rows.const_data_ptr<float>();
  for (std::int64_t i = 0; i < unread_; ++i, row += kMostLosses) {
    LossPoint point{last_step_ - unread_ + 1 + i, {}};
    std::copy_n(row, kMostLosses, point.values.begin());
    points_.push_back(point);
  }
  // The next step in the same place may have fewer values.
  ring_.narrow(0, 0, unread_).zero_();
  unread_ = 0;
}

Result<std::vector<LossPoint>> LossLog::take() {
  read_back();
  const auto bad = std::ranges::find_if_not(points_, is_finite);
  if (bad == points_.end()) return std::exchange(points_, {});
  const std::int64_t step = bad->step;
  points_.erase(bad, points_.end());
  return Error{ErrorCode::kDiverged,
               "the loss of step " + std::to_string(step) +
                   " is not a finite number: training has diverged; go on from the last checkpoint "
                   "with a lower learning rate",
               "step " + std::to_string(step)};
}

}  // namespace facet
