#include "core/train/adam.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <ATen/core/grad_mode.h>

#include <cmath>
#include <numeric>
#include <span>
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

// Returns the sum of squares, always in the same order.
template <typename Number>
double update_all(const std::vector<at::Tensor>& gradients, const AdamNumbers& numbers,
                  const AdamFactors& factors) {
  std::vector<const Number*> data;
  for (const at::Tensor& gradient : gradients) data.push_back(gradient.const_data_ptr<Number>());
  std::vector<double> squares(static_cast<std::size_t>(at::get_num_threads()));
  at::parallel_for(0, gradients.front().numel(), kGrain, [&](std::int64_t begin, std::int64_t end) {
    squares[static_cast<std::size_t>(at::get_thread_num())] +=
        adam_update(std::span<const Number* const>(data), numbers, begin, end, factors);
  });
  return std::accumulate(squares.begin(), squares.end(), 0.0);
}

}  // namespace

Adam::Adam(const ParameterLayout& layout, const Settings& settings, const at::Device& device)
    : layout_(layout),
      settings_(settings),
      mean_(layout, at::TensorOptions(device).dtype(at::kFloat)),
      square_(layout, at::TensorOptions(device).dtype(at::kFloat)),
      steps_(at::zeros({}, at::kFloat)) {}

at::Tensor Adam::step(const Parameters& computed, const Parameters& weights,
                      const Parameters& average, double learning_rate, double average_decay) {
  Gradients collected(computed.size());
  for (std::size_t i = 0; i < computed.size(); ++i) {
    at::Tensor& gradient = computed[i].mutable_grad();
    if (gradient.defined()) collected[i].push_back(std::move(gradient));
    gradient.reset();
  }
  return step(collected, computed, weights, average, learning_rate, average_decay);
}

at::Tensor Adam::step(const Gradients& gradients, const Parameters& computed,
                      const Parameters& weights, const Parameters& average, double learning_rate,
                      double average_decay) {
  const at::NoGradGuard no_grad;
  steps_.add_(1);
  const double steps = steps_.item<double>();
  AdamFactors factors{};
  factors.beta1 = static_cast<float>(settings_.beta1);
  factors.beta2 = static_cast<float>(settings_.beta2);
  factors.square_scale = static_cast<float>(1 / std::sqrt(1 - std::pow(settings_.beta2, steps)));
  factors.epsilon = static_cast<float>(settings_.epsilon);
  factors.average_share = static_cast<float>(1 - average_decay);
  std::vector<at::Tensor> squares;
  for (std::size_t i = 0; i < computed.size(); ++i) {
    if (gradients[i].empty()) continue;
    const ParameterSpec& spec = layout_.specs()[i];
    factors.step_size =
        static_cast<float>(learning_rate * spec.rate / (1 - std::pow(settings_.beta1, steps)));
    const double decay = spec.decay + (spec.shape.size() > 1 ? settings_.weight_decay : 0);
    factors.kept = static_cast<float>(1 - learning_rate * decay);
    squares.push_back(
        step_parameter(i, gradients[i], {computed[i], weights[i], average[i]}, factors));
  }
  return squares.empty() ? at::zeros({}) : at::stack(squares).sum().sqrt();
}

at::Tensor Adam::step_on_device(std::size_t index, const std::vector<at::Tensor>& gradients,
                                const Forms& forms, const AdamFactors& factors) {
  const auto& [computed, weight, average] = forms;
  at::Tensor gradient = gradients.front().to(at::kFloat);
  for (std::size_t i = 1; i < gradients.size(); ++i) gradient = gradient + gradients[i];
  const at::Tensor& mean = mean_[index];
  const at::Tensor& square = square_[index];
  mean.lerp_(gradient, 1 - factors.beta1);
  square.lerp_(gradient.square(), 1 - factors.beta2);
  if (factors.kept != 1) weight.mul_(factors.kept);
  weight.addcdiv_(mean, square.sqrt().mul_(factors.square_scale).add_(factors.epsilon),
                  -factors.step_size);
  average.lerp_(weight, factors.average_share);
  if (!computed.is_alias_of(weight)) computed.copy_(weight);
  return gradient.square().sum();
}

at::Tensor Adam::step_parameter(std::size_t index, const std::vector<at::Tensor>& gradients,
                                const Forms& forms, const AdamFactors& factors) {
  const auto& [computed, weight, average] = forms;
  if (!weight.is_cpu()) return step_on_device(index, gradients, forms, factors);
  std::vector<at::Tensor> alike;
  for (const at::Tensor& gradient : gradients) alike.push_back(like(gradient, weight));
  const bool copied = !computed.is_alias_of(weight);
  float* const weights = weight.mutable_data_ptr<float>();
  float* const averages = average.mutable_data_ptr<float>();
  float* const means = mean_[index].mutable_data_ptr<float>();
  const AdamNumbers numbers{factors.beta1 == 0 ? nullptr : means,
                            square_[index].mutable_data_ptr<float>(), weights,
                            averages == weights ? nullptr : averages,
                            copied ? computed.mutable_data_ptr<at::BFloat16>() : nullptr};
  const double squares = alike.front().scalar_type() == at::kFloat
                             ? update_all<float>(alike, numbers, factors)
                             : update_all<at::BFloat16>(alike, numbers, factors);
  return at::scalar_tensor(squares, at::kFloat);
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
