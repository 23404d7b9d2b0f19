#include "core/train/trained_network.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>
#include <torch/csrc/autograd/autograd.h>

#include <vector>

#include "core/model/checkpoint.h"

namespace facet {

TrainedNetwork::TrainedNetwork(const ParameterLayout& layout, const Adam::Settings& settings,
                               const at::Device& device, Precision precision, bool averaged)
    : layout_(layout),
      weights_(layout, at::TensorOptions(device).dtype(at::kFloat)),
      frozen_(weights_),
      adam_(layout, settings, device) {
  if (averaged) average_.emplace(layout, at::TensorOptions(device).dtype(at::kFloat));
  if (precision == Precision::kBf16) {
    fast_.emplace(layout, at::TensorOptions(device).dtype(at::kBFloat16));
    frozen_ = *fast_;  // views of the same numbers
  }
  (fast_ ? *fast_ : weights_).require_gradients(layout_);
}

void TrainedNetwork::refresh() {
  if (fast_) fast_->copy_from(weights_);
}

void TrainedNetwork::set_values(const Parameters& initial) {
  weights_.copy_from(initial);
  if (average_) average_->copy_from(initial);
  refresh();
  renew_fixed();
}

void TrainedNetwork::renew_fixed() {
  fixed_ = weights_.to_map(layout_, "", Parameters::Which::kFixed);
}

TensorMap TrainedNetwork::copy_of(const Parameters& parameters, const std::string& prefix) const {
  TensorMap copy = parameters.to_map(layout_, prefix, Parameters::Which::kTrained);
  for (const auto& [name, tensor] : fixed_) copy.emplace(prefix + name, tensor);
  return copy;
}

TrainedNetwork::Gradients TrainedNetwork::gradients_of(
    const std::vector<at::Tensor>& outputs, const std::vector<at::Tensor>& by_outputs,
    const std::vector<at::Tensor>& others) const {
  std::vector<at::Tensor> leaves;
  for (std::size_t i = 0; i < computed().size(); ++i) {
    if (computed()[i].requires_grad()) leaves.push_back(computed()[i]);
  }
  leaves.insert(leaves.end(), others.begin(), others.end());
  return torch::autograd::grad(outputs, leaves, by_outputs, /*retain_graph=*/false,
                               /*create_graph=*/false, /*allow_unused=*/true);
}

at::Tensor TrainedNetwork::step(const std::vector<Gradients>& gradients, double learning_rate,
                                double average_decay) {
  Adam::Gradients by_weight(computed().size());
  for (const Gradients& part : gradients) {
    std::size_t next = 0;
    for (std::size_t i = 0; i < computed().size(); ++i) {
      if (!computed()[i].requires_grad()) continue;
      const at::Tensor& gradient = part[next++];
      if (gradient.defined()) by_weight[i].push_back(gradient);
    }
  }
  return adam_.step(by_weight, computed(), weights_, average(), learning_rate,
                    average_ ? average_decay : 1);
}

void TrainedNetwork::save(TensorMap& map) const {
  map.merge(copy_of_weights());
  if (average_) map.merge(copy_of_average(kAveragePrefix));
  adam_.save(map);
}

Status TrainedNetwork::load(const TensorMap& map, const std::string& where) {
  if (Status s = weights_.from_map(layout_, map, where); !s) return s;
  if (average_) {
    if (Status s = average_->from_map(layout_, map, where, kAveragePrefix); !s) return s;
  }
  if (Status s = adam_.load(map, where); !s) return s;
  refresh();
  renew_fixed();
  return {};
}

}  // namespace facet
