#include "core/model/parameters.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>

#include <cmath>

#include "core/model/tensor_check.h"

namespace facet {
namespace {

constexpr std::int64_t kAlignment = 16;  // floats in a cache line

at::Tensor view_of(const at::Tensor& flat, const ParameterSpec& spec) {
  std::vector<std::int64_t> strides(spec.shape.size());
  std::int64_t stride = 1;
  if (spec.shape.size() == 4) {
    for (const std::size_t dimension : {1U, 3U, 2U, 0U}) {
      strides[dimension] = stride;
      stride *= spec.shape[dimension];
    }
  } else {
    for (std::size_t i = spec.shape.size(); i-- > 0;) {
      strides[i] = stride;
      stride *= spec.shape[i];
    }
  }
  return flat.as_strided(spec.shape, strides, spec.offset);
}

bool is_among(const ParameterSpec& spec, Parameters::Which which) {
  const bool trained = spec.rate > 0;
  return which == Parameters::Which::kAll || trained == (which == Parameters::Which::kTrained);
}

}  // namespace

Initializer Initializer::glorot_uniform(std::int64_t fan_in, std::int64_t fan_out) {
  return {Kind::kUniform, std::sqrt(6.0 / static_cast<double>(fan_in + fan_out))};
}

std::size_t ParameterLayout::add(std::string name, std::vector<std::int64_t> shape,
                                 Initializer initializer, double rate, double decay) {
  std::int64_t count = 1;
  for (const std::int64_t side : shape) count *= side;
  specs_.push_back(
      {std::move(name), std::move(shape), initializer, rate, decay, count, flat_size_});
  flat_size_ += (count + kAlignment - 1) / kAlignment * kAlignment;
  return specs_.size() - 1;
}

std::int64_t ParameterLayout::count() const {
  std::int64_t sum = 0;
  for (const ParameterSpec& spec : specs_) sum += spec.rate > 0 ? spec.count : 0;
  return sum;
}

Parameters::Parameters(const ParameterLayout& layout, const at::TensorOptions& options)
    : flat_(at::zeros({layout.flat_size()}, options)) {
  views_.reserve(layout.specs().size());
  for (const ParameterSpec& spec : layout.specs()) views_.push_back(view_of(flat_, spec));
}

Result<Parameters> Parameters::of(const ParameterLayout& layout, const TensorMap& map,
                                  const std::string& where) {
  Parameters parameters;
  for (const ParameterSpec& spec : layout.specs()) {
    const Result<at::Tensor> found = find_tensor(map, spec.name, spec.shape, at::kFloat, where);
    if (!found) return found.error();
    parameters.views_.push_back(spec.shape.size() == 4
                                    ? found->contiguous(at::MemoryFormat::ChannelsLast)
                                    : found->contiguous());
  }
  return parameters;
}

void Parameters::initialize(const ParameterLayout& layout, at::Generator generator) {
  const at::NoGradGuard no_grad;
  for (std::size_t i = 0; i < views_.size(); ++i) {
    const ParameterSpec& spec = layout.specs()[i];
    const Initializer& start = spec.initializer;
    if (start.kind == Initializer::Kind::kZero) continue;
    // Drawn in the order of the shape, whatever the order in memory.
    at::Tensor values = at::empty(spec.shape, at::kFloat);
    if (start.kind == Initializer::Kind::kUniform) {
      values.uniform_(-start.scale, start.scale, generator);
    } else {
      values.normal_(0, start.scale, generator);
    }
    views_[i].copy_(values);
  }
}

void Parameters::copy_from(const Parameters& other) {
  const at::NoGradGuard no_grad;
  if (other.flat_.defined()) {
    flat_.copy_(other.flat_);
    return;
  }
  for (std::size_t i = 0; i < views_.size(); ++i) views_[i].copy_(other.views_[i]);
}

void Parameters::require_gradients(const ParameterLayout& layout) {
  for (std::size_t i = 0; i < views_.size(); ++i) {
    views_[i] = views_[i].detach();
    views_[i].set_requires_grad(layout.specs()[i].rate > 0);
  }
}

TensorMap Parameters::to_map(const ParameterLayout& layout, const std::string& prefix,
                             Which which) const {
  const at::NoGradGuard no_grad;
  TensorMap map;
  for (std::size_t i = 0; i < views_.size(); ++i) {
    const ParameterSpec& spec = layout.specs()[i];
    if (!is_among(spec, which)) continue;
    at::Tensor copy = at::empty(spec.shape, at::kFloat);
    copy.copy_(views_[i]);
    map.emplace(prefix + spec.name, std::move(copy));
  }
  return map;
}

Status Parameters::from_map(const ParameterLayout& layout, const TensorMap& map,
                            const std::string& where, const std::string& prefix, Which which) {
  const at::NoGradGuard no_grad;
  for (const ParameterSpec& spec : layout.specs()) {
    if (!is_among(spec, which)) continue;
    const Result<at::Tensor> found =
        find_tensor(map, prefix + spec.name, spec.shape, at::kFloat, where);
    if (!found) return found.error();
  }
  for (std::size_t i = 0; i < views_.size(); ++i) {
    const ParameterSpec& spec = layout.specs()[i];
    if (is_among(spec, which)) views_[i].copy_(map.at(prefix + spec.name));
  }
  return {};
}

}  // namespace facet
