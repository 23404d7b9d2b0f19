#include "core/train/nested_dropout.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace facet {

std::int64_t NestedDropout::groups_of(std::int64_t size) const { return std::min(groups_, size); }

at::Tensor NestedDropout::rows_by_group(std::int64_t size, const at::TensorOptions& options) const {
  const std::int64_t groups = groups_of(size);
  const at::Tensor group =
      at::arange(size, options.dtype(at::kLong)).mul(groups).floor_divide(size);
  return at::arange(groups, group.options()).unsqueeze(1).eq(group).to(at::kFloat);
}

at::Tensor NestedDropout::cut(const at::Tensor& codes, at::Generator generator) const {
  const std::int64_t size = codes.size(0);
  const std::int64_t numbers = codes.size(1);
  if (groups_of(size) < 2 || shortest_ >= numbers) return codes;
  at::Tensor share = at::rand({groups_of(size), 1}, std::move(generator), codes.options());
  share.narrow(0, 0, 1).fill_(1);
  const auto shortest = static_cast<double>(shortest_);
  const double range = std::log(static_cast<double>(numbers) / shortest);
  // Rounding must not cost whole codes their last number.
  const at::Tensor kept = (share * range).exp() * shortest + 1e-3;
  const at::Tensor stays = at::arange(1, numbers + 1, codes.options()).le(kept).to(at::kFloat);
  return codes * rows_by_group(size, codes.options()).t().mm(stays);
}

at::Tensor NestedDropout::group_means(const at::Tensor& values) const {
  const at::Tensor rows = rows_by_group(values.size(0), values.options());
  return rows.mv(values) / rows.sum(1);
}

}  // namespace facet
