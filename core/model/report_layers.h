#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/model/layers.h"
#include "core/model/mirrored_layers.h"

namespace facet {

/// The half that all of the report's models have in common going down: five 3x3 convolutions of
/// stride 2 with 128 filters and ReLU (64 -> 2), flattened with the channels last, dense to `out`
/// numbers. Parameters "NAME.conv1" to "NAME.conv5" and "NAME.features".
class ReportDown {
 public:
  ReportDown(ParameterLayout& layout, const std::string& name, std::int64_t out);
  /// Pictures [N,3,64,64] to [N,out], before any activation, in the parameters' type.
  at::Tensor operator()(const Parameters& parameters, const at::Tensor& pictures) const;

 private:
  std::vector<MirroredHalving> convolutions_;
  Dense features_;
};

/// The half going up: dense to 4 x 4 x 64 (channels last), four 3x3 transposed convolutions of
/// stride 2 with 128 filters and ReLU (4 -> 64), 3x3 convolution to RGB. Parameters "NAME.seed",
/// "NAME.up1" to "NAME.up4" and "NAME.picture".
class ReportUp {
 public:
  ReportUp(ParameterLayout& layout, const std::string& name, std::int64_t latent);
  /// Codes [N,latent] to [N,3,64,64] fp32, before any activation.
  at::Tensor operator()(const Parameters& parameters, const at::Tensor& codes) const;

 private:
  Dense seed_;
  std::vector<MirroredDoubling> convolutions_;
  MirroredPicture picture_;
};

}  // namespace facet
