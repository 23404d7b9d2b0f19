#include "core/model/picture_components.h"

#include <ATen/ATen.h>

#include "core/base/image.h"

namespace facet {
namespace {

constexpr std::int64_t kNumbers = static_cast<std::int64_t>(kFaceBytes);

}  // namespace

PictureComponents::PictureComponents(ParameterLayout& layout, const std::string& name,
                                     std::int64_t count)
    : mean_(layout.add(name + ".mean", {kNumbers}, Initializer::zero(), /*rate=*/0)),
      basis_(layout.add(name + ".basis", {kNumbers, count}, Initializer::zero(), /*rate=*/0)),
      deviations_(layout.add(name + ".deviations", {count}, Initializer::zero(), /*rate=*/0)) {}

void PictureComponents::initialize(Parameters& parameters, const PrincipalComponents& found) const {
  parameters[mean_].copy_(found.mean);
  parameters[basis_].copy_(found.basis);
  parameters[deviations_].copy_(found.variances.sqrt());
}

PictureComponents::Coordinates PictureComponents::coordinates(const Parameters& parameters,
                                                              const at::Tensor& pictures) const {
  // The difference is taken in fp32: in bf16 it would lose what distinguishes faces.
  const at::Tensor rows =
      pictures.permute({0, 2, 3, 1}).flatten(1) - parameters[mean_].to(at::kFloat);
  const at::Tensor values =
      at::matmul(rows.to(parameters.type()), parameters[basis_]).to(at::kFloat);
  const at::Tensor rest = rows.square().sum(1) - values.square().sum(1);
  return {values, rest.clamp_min(0)};
}

at::Tensor PictureComponents::draw(const Parameters& parameters,
                                   const at::Tensor& coordinates) const {
  return at::linear(coordinates.to(parameters.type()), parameters[basis_], parameters[mean_])
      .to(at::kFloat)
      .view({-1, kFaceSide, kFaceSide, 3})
      .permute({0, 3, 1, 2});
}

at::Tensor PictureComponents::deviations(const Parameters& parameters) const {
  return parameters[deviations_].to(at::kFloat);
}

}  // namespace facet
