#pragma once

#include <ATen/core/Generator.h>
#include <ATen/core/Tensor.h>

#include <utility>

namespace facet {

/// Sets a share of numbers to zero, at random, and scales the others so that the mean stays
/// (Srivastava et al. 2014): what a network learns in training must not hang on single numbers.
/// One thread at a time.
class Dropout {
 public:
  /// Drops nothing: what networks draw and are judged with.
  Dropout() = default;
  /// Drops `rate` of the numbers, 0 to 0.99, in steps of 1/256; `generator` is of the device that
  /// trains.
  Dropout(double rate, at::Generator generator) : rate_(rate), generator_(std::move(generator)) {}

  at::Tensor operator()(const at::Tensor& x) const;

 private:
  double rate_ = 0;
  at::Generator generator_;
};

}  // namespace facet
