#include "core/train/adam.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>

#include "core/model/tensor_check.h"

namespace facet {
namespace {

constexpr const char* kMeanPrefix = "optimizer.mean.";
constexpr const char* kSquarePrefix = "optimizer.square.";
constexpr const char* kStepsName = "optimizer.steps";

}  // namespace

Adam::Adam(const ParameterLayout& layout, const Settings& settings, const at::Device& device)
    : settings_(settings),
      mean_(layout, at::TensorOptions(device).dtype(at::kFloat)),
      square_(layout, at::TensorOptions(device).dtype(at::kFloat)),
      steps_(at::zeros({}, at::TensorOptions(device).dtype(at::kFloat))) {}

void Adam::step(const Parameters& weights, const Parameters& gradients, double learning_rate) {
  const at::NoGradGuard no_grad;
  steps_.add_(1);  // the operator reads this counter and leaves it as it is
  at::_fused_adam_({weights.flat()}, {gradients.flat()}, {mean_.flat()}, {square_.flat()}, {},
                   {steps_}, learning_rate, settings_.beta1, settings_.beta2, /*weight_decay=*/0,
                   settings_.epsilon, /*amsgrad=*/false, /*maximize=*/false);
}

void Adam::save(const ParameterLayout& layout, TensorMap& map) const {
  map.merge(mean_.to_map(layout, kMeanPrefix));
  map.merge(square_.to_map(layout, kSquarePrefix));
  map[kStepsName] = at::empty({}, at::kFloat).copy_(steps_);
}

Status Adam::load(const ParameterLayout& layout, const TensorMap& map, const std::string& where) {
  const Result<at::Tensor> steps = find_tensor(map, kStepsName, {}, at::kFloat, where);
  if (!steps) return steps.error();
  if (Status status = mean_.from_map(layout, map, where, kMeanPrefix); !status) return status;
  if (Status status = square_.from_map(layout, map, where, kSquarePrefix); !status) return status;
  steps_.copy_(*steps);
  return {};
}

}  // namespace facet
