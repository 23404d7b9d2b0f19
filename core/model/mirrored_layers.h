#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <string>

#include "core/model/parameters.h"

namespace facet {

// The report's layers, on mirrored pictures. Where a side is even, Keras' "same" padding for stride
// 2 adds its one row and column at the bottom and right; LibTorch's padding adds them at the top
// and left. Turned by 180 degrees, pictures and kernels alike, the two are the same function, and
// no layer has to pad or crop. The weights stay as Keras has them and are turned where they are
// used; the kernels of core/kernels turn pictures themselves. Parameters "NAME.weight" and
// "NAME.bias", Glorot uniform.

/// Pictures [N,C,H,W], turned by 180 degrees.
at::Tensor mirrored(const at::Tensor& pictures);

/// What these layers have in common: where their parameters are.
class MirroredLayer {
 public:
  /// As Keras has it.
  const at::Tensor& weight(const Parameters& parameters) const { return parameters[weight_]; }
  const at::Tensor& bias(const Parameters& parameters) const { return parameters[bias_]; }

 protected:
  /// Weight [first,second,3,3], bias [out].
  MirroredLayer(ParameterLayout& layout, const std::string& name, std::int64_t first,
                std::int64_t second, std::int64_t out);

  at::Tensor turned_weight(const Parameters& parameters) const {
    return mirrored(weight(parameters));
  }

 private:
  std::size_t weight_;
  std::size_t bias_;
};

/// Convolution 3x3 of stride 2, "same". Halves height and width. Weight [out,in,3,3].
class MirroredHalving : public MirroredLayer {
 public:
  MirroredHalving(ParameterLayout& layout, const std::string& name, std::int64_t in,
                  std::int64_t out);
  at::Tensor operator()(const Parameters& parameters, const at::Tensor& x) const;
};

/// Transposed convolution 3x3 of stride 2, "same": the gradient of MirroredHalving with respect to
/// its input. Doubles height and width. Weight [in,out,3,3].
class MirroredDoubling : public MirroredLayer {
 public:
  MirroredDoubling(ParameterLayout& layout, const std::string& name, std::int64_t in,
                   std::int64_t out);
  at::Tensor operator()(const Parameters& parameters, const at::Tensor& x) const;
};

/// Convolution 3x3 of stride 1 to three colors, "same". Weight [3,in,3,3].
class MirroredPicture : public MirroredLayer {
 public:
  MirroredPicture(ParameterLayout& layout, const std::string& name, std::int64_t in);
  at::Tensor operator()(const Parameters& parameters, const at::Tensor& x) const;
};

}  // namespace facet
