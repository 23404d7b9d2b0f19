#include "core/train/adam.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <ATen/core/grad_mode.h>

#include <cmath>
#include <utility>

#include "core/model/tensor_check.h"
#include "core/train/adam_update.h"

namespace facet {
namespace {

constexpr const char* kMeanPrefix = "optimizer.mean.";
constexpr const char* kSquarePrefix = "optimizer.square.";
constexpr const char* kStepsName = "optimizer.steps";
constexpr std::int64_t kGrain = 1 << 15;

// All tensors of one parameter lie in memory in the same order: the parameter's own.
at::Tensor like(const at::Tensor& gradient, const at::Tensor& weight) {
  if (gradient.strides() == weight.strides()) return gradient;
  return at::empty_strided(weight.sizes(), weight.strides(), gradient.options()).copy_(gradient);
}

}  // namespace

Adam::Adam(const ParameterLayout& layout, const Settings& settings, const at::Device& device)
    : layout_(layout),
      settings_(settings),
      mean_(layout, at::TensorOptions(device).dtype(at::kFloat)),
      square_(layout, at::TensorOptions(device).dtype(at::kFloat)),
      steps_(at::zeros({}, at::kFloat)) {}

void Adam::step(const Parameters& computed, const Parameters& weights, const Parameters& average,
                double learning_rate, double average_decay) {
  const at::NoGradGuard no_grad;
  steps_.add_(1);
  const double steps = steps_.item<double>();
  AdamFactors factors{};
  factors.beta1 = static_cast<float>(settings_.beta1);
  factors.beta2 = static_cast<float>(settings_.beta2);
  factors.square_scale = static_cast<float>(1 / std::sqrt(1 - std::pow(settings_.beta2, steps)));
  factors.epsilon = static_cast<float>(settings_.epsilon);
  factors.average_share = static_cast<float>(1 - average_decay);
  for (std::size_t i = 0; i < computed.size(); ++i) {
    at::Tensor& gradient = computed[i].mutable_grad();
    if (!gradient.defined()) continue;
    factors.step_size = static_cast<float>(learning_rate * layout_.specs()[i].rate /
                                           (1 - std::pow(settings_.beta1, steps)));
    const bool decays = layout_.specs()[i].shape.size() > 1;
    factors.kept = static_cast<float>(decays ? 1 - learning_rate * settings_.weight_decay : 1.0);
    step_parameter(i, like(gradient, weights[i]), {computed[i], weights[i], average[i]}, factors);
    gradient.reset();
  }
}

void Adam::step_parameter(std::size_t index, const at::Tensor& gradient, const Forms& forms,
                          const AdamFactors& factors) {
  const auto& [computed, weight, average] = forms;
  const bool copied = !computed.is_alias_of(weight);
  const at::Tensor& mean = mean_[index];
  const at::Tensor& square = square_[index];
  if (!weight.is_cpu()) {
    const at::Tensor g = gradient.to(at::kFloat);
    mean.lerp_(g, 1 - factors.beta1);
    square.lerp_(g.square(), 1 - factors.beta2);
    if (factors.kept != 1) weight.mul_(factors.kept);
    weight.addcdiv_(mean, square.sqrt().mul_(factors.square_scale).add_(factors.epsilon),
                    -factors.step_size);
    average.lerp_(weight, factors.average_share);
    if (copied) computed.copy_(weight);
    return;
  }
  float* const weights = weight.mutable_data_ptr<float>();
  float* const averages = average.mutable_data_ptr<float>();
  const AdamNumbers numbers{mean.mutable_data_ptr<float>(), square.mutable_data_ptr<float>(),
                            weights, averages == weights ? nullptr : averages,
                            copied ? computed.mutable_data_ptr<at::BFloat16>() : nullptr};
  at::parallel_for(0, weight.numel(), kGrain, [&](std::int64_t begin, std::int64_t end) {
    if (gradient.scalar_type() == at::kFloat) {
      adam_update(gradient.const_data_ptr<float>(), numbers, begin, end, factors);
    } else {
      adam_update(gradient.const_data_ptr<at::BFloat16>(), numbers, begin, end, factors);
    }
  });
}

void Adam::save(TensorMap& map) const {
  map.merge(mean_.to_map(layout_, kMeanPrefix, Parameters::Which::kTrained));
  map.merge(square_.to_map(layout_, kSquarePrefix, Parameters::Which::kTrained));
  map[kStepsName] = steps_.clone();
}

Status Adam::load(const TensorMap& map, const std::string& where) {
  const Result<at::Tensor> steps = find_tensor(map, kStepsName, {}, at::kFloat, where);
  if (!steps) return steps.error();
  for (const auto& [prefix, values] :
       {std::pair{kMeanPrefix, &mean_}, std::pair{kSquarePrefix, &square_}}) {
    const Status status =
        values->from_map(layout_, map, where, prefix, Parameters::Which::kTrained);
    if (!status) return status;
  }
  steps_.copy_(*steps);
  return {};
}

}  // namespace facet
