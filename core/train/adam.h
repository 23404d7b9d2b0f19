#pragma once

#include <ATen/core/Tensor.h>

#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/model/parameters.h"

namespace facet {

struct AdamFactors;

/// Adam (Kingma & Ba 2015) together with the exponential moving average of the weights. Networks of
/// many dense weights spend a third of a step on memory here, so on a CPU gradient, moments,
/// weights, their copy in bf16 and their average go through the core once. One thread at a time.
class Adam {
 public:
  struct Settings {
    double beta1 = 0.9;
    double beta2 = 0.999;
    double epsilon = 1e-7;
    /// Decoupled decay (AdamW, Loshchilov & Hutter 2019) of parameters of two or more dimensions,
    /// beside their own.
    double weight_decay = 0;
  };

  Adam(const ParameterLayout& layout, const Settings& settings, const at::Device& device);

  /// One step: `weights` (fp32) move against the gradients that `computed` has collected, each
  /// parameter at `learning_rate` times its own rate, and `average` keeps `average_decay` of itself
  /// and takes the rest from the weights. Forgets the gradients. `computed` is `weights` itself or
  /// a bf16 copy, which is renewed where there was a gradient. Returns the Euclidean norm of the
  /// gradients, a scalar.
  at::Tensor step(const Parameters& computed, const Parameters& weights, const Parameters& average,
                  double learning_rate, double average_decay);

  /// For each parameter its gradients by the parts of a batch; none where it has no part in them.
  using Gradients = std::vector<std::vector<at::Tensor>>;
  /// The same with the sums of `gradients` instead of what was collected.
  at::Tensor step(const Gradients& gradients, const Parameters& computed, const Parameters& weights,
                  const Parameters& average, double learning_rate, double average_decay);

  /// "optimizer.…" tensors for a checkpoint.
  void save(TensorMap& map) const;
  /// Reads them back. Errors name `where` and the tensor.
  Status load(const TensorMap& map, const std::string& where);

 private:
  /// One parameter, in all the forms it has.
  struct Forms {
    const at::Tensor& computed;
    const at::Tensor& weight;
    const at::Tensor& average;
  };
  /// Both return the squared norm of the gradients' sum.
  at::Tensor step_parameter(std::size_t index, const std::vector<at::Tensor>& gradients,
                            const Forms& forms, const AdamFactors& factors);
  at::Tensor step_on_device(std::size_t index, const std::vector<at::Tensor>& gradients,
                            const Forms& forms, const AdamFactors& factors);

  ParameterLayout layout_;
  Settings settings_;
  Parameters mean_;
  Parameters square_;
  at::Tensor steps_;  // [] fp32 on the CPU: steps done
};

}  // namespace facet
