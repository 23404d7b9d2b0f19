#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <string>

#include "core/model/parameters.h"
#include "core/model/principal_components.h"

namespace facet {

/// The K largest principal components of the data, as parameters of a network that are never
/// trained: "NAME.mean" [12288], "NAME.basis" [12288,K] with orthonormal columns, and
/// "NAME.deviations" [K], by how much the data vary along each. Pictures are [N,3,64,64] in [0,1].
class PictureComponents {
 public:
  PictureComponents(ParameterLayout& layout, const std::string& name, std::int64_t count);

  /// Sets the parameters.
  void initialize(Parameters& parameters, const PrincipalComponents& found) const;

  /// Where pictures lie along the components: their coordinates [N,K], and the squared distance
  /// [N] that is left between each picture and what they draw. Both fp32.
  struct Coordinates {
    at::Tensor values;
    at::Tensor rest;
  };
  Coordinates coordinates(const Parameters& parameters, const at::Tensor& pictures) const;

  /// The pictures that lie there, fp32 with the channels last; not clamped.
  at::Tensor draw(const Parameters& parameters, const at::Tensor& coordinates) const;

  /// [K] fp32: coordinates divided by these have variance 1.
  at::Tensor deviations(const Parameters& parameters) const;

 private:
  std::size_t mean_;
  std::size_t basis_;
  std::size_t deviations_;
};

}  // namespace facet
