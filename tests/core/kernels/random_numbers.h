#pragma once

#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>

#include <cstdint>

// LibTorch has a macro CHECK of its own.
#include <doctest/doctest.h>

namespace facet::test {

/// Normal numbers that bf16 can tell, as fp32.
inline at::Tensor random(at::IntArrayRef shape, double scale, std::uint64_t seed) {
  at::Generator generator = at::make_generator<at::CPUGeneratorImpl>(seed);
  const at::Tensor numbers = at::randn(shape, generator, at::TensorOptions(at::kFloat)) * scale;
  return numbers.to(at::kBFloat16).to(at::kFloat);
}

/// Of the norms.
inline double relative_error(const at::Tensor& found, const at::Tensor& expected) {
  REQUIRE(found.sizes() == expected.sizes());
  const at::Tensor exact = expected.to(at::kDouble);
  return ((found.to(at::kDouble) - exact).norm() / exact.norm()).item<double>();
}

}  // namespace facet::test
