#pragma once

#include <ATen/core/Tensor.h>

#include <optional>
#include <string>
#include <vector>

#include "core/base/preset.h"
#include "core/model/parameters.h"
#include "core/train/adam.h"

namespace facet {

/// A network in training: its fp32 weights, their moving average, their optimiser, and in bf16 the
/// copy that is computed with. One thread at a time.
class TrainedNetwork {
 public:
  /// `averaged`: whether an average is kept; without it average() is weights().
  TrainedNetwork(const ParameterLayout& layout, const Adam::Settings& settings,
                 const at::Device& device, Precision precision, bool averaged);

  /// Where it starts.
  void set_values(const Parameters& initial);

  const Parameters& weights() const { return weights_; }
  const Parameters& average() const { return average_ ? *average_ : weights_; }
  /// What losses are computed with: collects gradients.
  const Parameters& computed() const { return fast_ ? *fast_ : weights_; }
  /// The same values, for a loss that is another network's: collects none.
  const Parameters& frozen() const { return frozen_; }

  /// By each weight of computed(), undefined by those that were not used; what else is asked for
  /// comes after them.
  using Gradients = std::vector<at::Tensor>;
  /// Of a scalar. Several threads at once.
  Gradients gradients_of(const at::Tensor& output) const {
    return gradients_of({output}, {{}}, {});
  }
  /// Of tensors whose own gradients are `by_outputs`, also by `others`.
  Gradients gradients_of(const std::vector<at::Tensor>& outputs,
                         const std::vector<at::Tensor>& by_outputs,
                         const std::vector<at::Tensor>& others) const;
  /// One step of the optimiser with the sum of such gradients. Returns its Euclidean norm, a
  /// scalar.
  at::Tensor step(const std::vector<Gradients>& gradients, double learning_rate,
                  double average_decay);

  /// Copies by name, the average's with `prefix` before each. What is not trained is not copied
  /// again and again: all that were made since the last load share it.
  TensorMap copy_of_weights() const { return copy_of(weights_, ""); }
  TensorMap copy_of_average(const std::string& prefix) const { return copy_of(average(), prefix); }

  /// Weights, "ema.…" and "optimizer.…" tensors for a checkpoint.
  void save(TensorMap& map) const;
  /// Reads them back. Errors name `where` and the tensor.
  Status load(const TensorMap& map, const std::string& where);

 private:
  void refresh();
  void renew_fixed();
  TensorMap copy_of(const Parameters& parameters, const std::string& prefix) const;

  ParameterLayout layout_;
  Parameters weights_;
  std::optional<Parameters> average_;
  std::optional<Parameters> fast_;  // bf16
  Parameters frozen_;
  TensorMap fixed_;  // what is not trained, of the weights as of the average
  Adam adam_;
};

}  // namespace facet
