#pragma once

#include <ATen/core/Tensor.h>

#include <string>

#include "core/base/result.h"
#include "core/model/parameters.h"

namespace facet {

/// Adam (Kingma & Ba 2015) over all parameters of a network at once. One thread at a time.
class Adam {
 public:
  struct Settings {
    double beta1 = 0.9;
    double beta2 = 0.999;
    double epsilon = 1e-7;
  };

  Adam(const ParameterLayout& layout, const Settings& settings, const at::Device& device);

  /// One step: `weights` move against `gradients`, both fp32.
  void step(const Parameters& weights, const Parameters& gradients, double learning_rate);

  /// "optimizer.…" tensors for a checkpoint.
  void save(const ParameterLayout& layout, TensorMap& map) const;
  /// Reads them back. Errors name `where` and the tensor.
  Status load(const ParameterLayout& layout, const TensorMap& map, const std::string& where);

 private:
  Settings settings_;
  Parameters mean_;
  Parameters square_;
  at::Tensor steps_;  // [] fp32: steps done
};

}  // namespace facet
