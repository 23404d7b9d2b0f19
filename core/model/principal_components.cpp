#include "core/model/principal_components.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>

#include <algorithm>
#include <utility>

namespace facet {
namespace {

constexpr std::int64_t kOversampling = 16;
constexpr int kIterations = 3;
constexpr double kVarianceFloor = 1e-4;  ///< share of the largest variance

}  // namespace

PrincipalComponents principal_components(at::Tensor rows, std::int64_t count,
                                         at::Generator generator) {
  const at::NoGradGuard no_grad;
  const at::Tensor mean = rows.mean(0);
  rows.sub_(mean);
  // Fewer rows than that span no more directions.
  const std::int64_t width = std::min(count + kOversampling, rows.size(0));
  const std::int64_t found = std::min(count, width);
  at::Tensor subspace = at::randn({rows.size(1), width}, std::move(generator), rows.options());
  for (int i = 0; i < kIterations; ++i) {
    subspace = std::get<0>(at::linalg_qr(rows.t().mm(rows.mm(subspace))));
  }
  const at::Tensor scores = rows.mm(subspace);
  const at::Tensor covariance =
      scores.t().mm(scores).to(at::kDouble) / static_cast<double>(rows.size(0));
  // Ascending, so the largest are the last.
  const auto [values, vectors] = at::linalg_eigh(covariance);
  const at::Tensor largest = vectors.flip(1).narrow(1, 0, found).to(at::kFloat);
  at::Tensor variances = at::zeros({count}, at::kDouble);
  variances.narrow(0, 0, found).copy_(values.flip(0).narrow(0, 0, found));
  at::Tensor basis = at::zeros({rows.size(1), count});
  basis.narrow(1, 0, found).copy_(subspace.mm(largest));
  const at::Tensor floor = (variances[0] * kVarianceFloor).clamp_min(1e-6);
  const at::Tensor total =
      at::linalg_vector_norm(rows).square() / static_cast<double>(rows.size(0));
  return {mean, basis, at::maximum(variances, floor).to(at::kFloat), total};
}

}  // namespace facet
