#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>

#include <array>
#include <cstdint>

#include "core/kernels/picture_convolution.h"
#include "core/kernels/strided_convolution.h"
#include "core/kernels/strided_weight_gradient.h"

// Last: LibTorch has a macro CHECK of its own.
#include <doctest/doctest.h>

namespace facet {
namespace {

using Operation = at::Tensor (*)(const at::Tensor& x, const at::Tensor& weight,
                                 const at::Tensor& bias);

at::Tensor halving_of_libtorch(const at::Tensor& x, const at::Tensor& weight,
                               const at::Tensor& bias) {
  return at::conv2d(x, weight, bias, 2, 1);
}

at::Tensor doubling_of_libtorch(const at::Tensor& x, const at::Tensor& weight,
                                const at::Tensor& bias) {
  return at::conv_transpose2d(x, weight, bias, 2, 1, 1);
}

at::Tensor picture_of_libtorch(const at::Tensor& x, const at::Tensor& weight,
                               const at::Tensor& bias) {
  return at::conv2d(x, weight, bias, 1, 1);
}

struct Case {
  const char* name;
  Operation own;
  Operation of_libtorch;
  std::array<std::int64_t, 4> x;
  std::array<std::int64_t, 4> weight;
};

// The report's shapes, and sides, channels and numbers of pictures that divide by nothing.
const std::array<Case, 7> kCases{{
    {"report, down", halving_convolution, halving_of_libtorch, {3, 128, 16, 16}, {128, 128, 3, 3}},
    {"first layer", halving_convolution, halving_of_libtorch, {2, 3, 64, 64}, {128, 3, 3, 3}},
    {"odd, down", halving_convolution, halving_of_libtorch, {37, 5, 30, 46}, {7, 5, 3, 3}},
    {"report, up", doubling_convolution, doubling_of_libtorch, {3, 64, 4, 4}, {64, 128, 3, 3}},
    {"odd, up", doubling_convolution, doubling_of_libtorch, {37, 5, 15, 23}, {5, 7, 3, 3}},
    {"report, RGB", picture_convolution, picture_of_libtorch, {3, 128, 64, 64}, {3, 128, 3, 3}},
    {"odd, RGB", picture_convolution, picture_of_libtorch, {2, 7, 5, 1}, {3, 7, 3, 3}},
}};

struct Results {
  at::Tensor output;
  std::array<at::Tensor, 3> gradients;  ///< to x, weight and bias
};

// Applies the operation to seeded numbers; the gradients are those of its output's sum, weighted
// by seeded numbers.
Results apply(const Case& shapes, Operation operation, at::ScalarType type) {
  at::Generator generator = at::make_generator<at::CPUGeneratorImpl>(7);
  const auto leaf = [&](at::IntArrayRef shape) {
    at::Tensor numbers = at::randn(shape, generator, at::TensorOptions(at::kFloat)).to(type);
    if (shape.size() == 4) numbers = numbers.contiguous(at::MemoryFormat::ChannelsLast);
    return numbers.requires_grad_(true);
  };
  const bool up = operation == doubling_convolution || operation == doubling_of_libtorch;
  const at::Tensor x = leaf(shapes.x);
  const at::Tensor weight = leaf(shapes.weight);
  const at::Tensor bias = leaf({shapes.weight[up ? 1 : 0]});
  const at::Tensor output = operation(x, weight, bias);
  const at::Tensor pull = at::randn(output.sizes(), generator, at::TensorOptions(at::kFloat));
  (output.to(at::kFloat) * pull).sum().backward();
  return {output.detach(), {x.grad(), weight.grad(), bias.grad()}};
}

double relative_error(const at::Tensor& found, const at::Tensor& expected) {
  REQUIRE(found.sizes() == expected.sizes());
  const at::Tensor exact = expected.to(at::kDouble);
  return ((found.to(at::kDouble) - exact).norm() / exact.norm()).item<double>();
}

TEST_CASE("own convolutions and their gradients equal LibTorch's in fp32") {
  for (const Case& shapes : kCases) {
    CAPTURE(shapes.name);
    const Results own = apply(shapes, shapes.own, at::kFloat);
    const Results expected = apply(shapes, shapes.of_libtorch, at::kFloat);
    CHECK(relative_error(own.output, expected.output) < 1e-5);
    for (std::size_t i = 0; i < own.gradients.size(); ++i) {
      CAPTURE(i);
      CHECK(relative_error(own.gradients[i], expected.gradients[i]) < 1e-5);
    }
  }
}

TEST_CASE("own convolutions in bf16 stay as near to fp32 as bf16 allows") {
  for (const Case& shapes : kCases) {
    CAPTURE(shapes.name);
    const Results own = apply(shapes, shapes.own, at::kBFloat16);
    const Results exact = apply(shapes, shapes.of_libtorch, at::kFloat);
    CHECK(relative_error(own.output, exact.output) < 0.02);
    for (std::size_t i = 0; i < own.gradients.size(); ++i) {
      CAPTURE(i);
      CHECK(relative_error(own.gradients[i], exact.gradients[i]) < 0.02);
    }
  }
}

TEST_CASE("what needs no gradient gets none") {
  const at::Tensor x = at::ones({2, 4, 8, 8}).contiguous(at::MemoryFormat::ChannelsLast);
  const at::Tensor weight = at::ones({4, 4, 3, 3}).requires_grad_(true);
  const at::Tensor bias = at::zeros({4});
  halving_convolution(x, weight, bias).sum().backward();
  CHECK(!x.grad().defined());
  CHECK(weight.grad().defined());
  CHECK(!bias.grad().defined());
}

TEST_CASE("a weight's gradient is the same however many pictures a product takes") {
  at::Generator generator = at::make_generator<at::CPUGeneratorImpl>(3);
  const at::TensorOptions options(at::kFloat);
  const at::Tensor small =
      at::randn({80, 3, 15, 15}, generator, options).contiguous(at::MemoryFormat::ChannelsLast);
  const at::Tensor large =
      at::randn({80, 2, 30, 30}, generator, options).contiguous(at::MemoryFormat::ChannelsLast);
  at::Tensor sum = at::zeros({3, 2, 3, 3});
  for (std::int64_t i = 0; i < 80; ++i) {
    sum += strided_weight_gradient(small.narrow(0, i, 1), large.narrow(0, i, 1));
  }
  CHECK(relative_error(strided_weight_gradient(small, large), sum) < 1e-5);
}

}  // namespace
}  // namespace facet
