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
  return std::isfinite(point.total) && std::isfinite(point.reconstruction) &&
         std::isfinite(point.kl);
}

}  // namespace

LossLog::LossLog(const at::Device& device)
    : ring_(at::zeros({kRingSize, 3}, at::TensorOptions(device).dtype(at::kFloat))) {}

void LossLog::add(std::int64_t step, const at::Tensor& total, const at::Tensor& reconstruction,
                  const at::Tensor& kl) {
  const at::NoGradGuard no_grad;
  if (unread_ == kRingSize) read_back();
  at::Tensor row = ring_.select(0, unread_++);
  at::stack_out(row, {total.detach(), reconstruction.detach(), kl.detach()});
  last_step_ = step;
}

void LossLog::read_back() {
  const at::Tensor rows = ring_.narrow(0, 0, unread_).to(at::kCPU).contiguous();
  const float* row = rows.const_data_ptr<float>();
  for (std::int64_t i = 0; i < unread_; ++i, row += 3) {
    points_.push_back({last_step_ - unread_ + 1 + i, row[0], row[1], row[2]});
  }
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
