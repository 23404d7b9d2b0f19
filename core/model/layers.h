#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <string>

#include "core/model/parameters.h"

namespace facet {

// Layers are small values: they know which parameters are theirs, and compute with the Parameters
// they are handed. Pictures are [N,C,H,W] with the channels last in memory. Everything is
// differentiable; the type of the parameters is the type of the arithmetic.

/// y = x W^T + b. x: [N,in], y: [N,out]; weight [out,in].
class Dense {
 public:
  Dense(ParameterLayout& layout, const std::string& name, std::int64_t in, std::int64_t out);
  Dense(ParameterLayout& layout, const std::string& name, std::int64_t in, std::int64_t out,
        Initializer initializer, double rate = 1);
  at::Tensor operator()(const Parameters& parameters, const at::Tensor& x) const;

  std::size_t weight() const { return weight_; }
  std::size_t bias() const { return bias_; }

 private:
  std::size_t weight_;
  std::size_t bias_;
};

/// Convolution 3x3 of stride 1 or 2 with Keras' "same" padding: stride 2 on an even side pads 0 at
/// the top and left, 1 at the bottom and right. Weight [out,in,3,3], Glorot uniform unless told.
class SameConv {
 public:
  SameConv(ParameterLayout& layout, const std::string& name, std::int64_t in, std::int64_t out,
           int stride);
  SameConv(ParameterLayout& layout, const std::string& name, std::int64_t in, std::int64_t out,
           int stride, Initializer initializer);
  at::Tensor operator()(const Parameters& parameters, const at::Tensor& x) const;

 private:
  int stride_;
  std::size_t weight_;
  std::size_t bias_;
};

/// Convolution 4x4 of stride 2 with padding 1: halves height and width, and every pixel counts as
/// often as any other. Weight [out,in,4,4].
class HalvingConv {
 public:
  HalvingConv(ParameterLayout& layout, const std::string& name, std::int64_t in, std::int64_t out,
              Initializer initializer);
  at::Tensor operator()(const Parameters& parameters, const at::Tensor& x) const;

 private:
  std::size_t weight_;
  std::size_t bias_;
};

/// Transposed convolution 4x4 of stride 2 with padding 1: doubles height and width. Weight
/// [in,out,4,4].
class DoublingConv {
 public:
  DoublingConv(ParameterLayout& layout, const std::string& name, std::int64_t in, std::int64_t out,
               Initializer initializer);
  at::Tensor operator()(const Parameters& parameters, const at::Tensor& x) const;

 private:
  std::size_t weight_;
  std::size_t bias_;
};

}  // namespace facet
