#include "core/model/rows.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cassert>
#include <cstdint>

namespace facet {

at::Tensor stack_rows(std::span<const std::vector<float>> rows) {
  assert(!rows.empty());
  const auto width = static_cast<std::int64_t>(rows.front().size());
  at::Tensor tensor = at::empty({static_cast<std::int64_t>(rows.size()), width}, at::kFloat);
  float* to = tensor.mutable_data_ptr<float>();
  for (const std::vector<float>& row : rows) {
    assert(row.size() == rows.front().size());
    to = std::copy(row.begin(), row.end(), to);
  }
  return tensor;
}

}  // namespace facet
