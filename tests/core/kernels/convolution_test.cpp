#include "core/kernels/convolution.h"

#include <ATen/ATen.h>
#include <torch/csrc/autograd/autograd.h>

#include <string>
#include <vector>

#include "core/kernels/cpu.h"
#include "tests/core/kernels/random_numbers.h"

// Last: LibTorch has a macro CHECK of its own.
#include <doctest/doctest.h>

namespace facet {
namespace {

using test::random;
using test::relative_error;
using Tensors = std::vector<at::Tensor>;

struct Case {
  const char* name;
  ConvolutionShape shape;
  LayerDirection direction;
  std::int64_t pictures, taken, made, side;
};

const std::vector<Case> kCases = {
    {"stride 1, channels to be filled", {3, 1, 1}, LayerDirection::kDown, 17, 48, 64, 8},
    {"to one channel", {3, 1, 1}, LayerDirection::kDown, 16, 32, 1, 8},
    {"halving", {4, 2, 1}, LayerDirection::kDown, 32, 64, 32, 8},
    {"halving to 4 x 4", {4, 2, 1}, LayerDirection::kDown, 5, 32, 64, 8},
    {"doubling", {4, 2, 1}, LayerDirection::kUp, 18, 64, 32, 4},
    {"halving by three", {3, 2, 1}, LayerDirection::kDown, 16, 32, 32, 16},
};

/// Pictures, weight and bias of the given type, leaves.
Tensors leaves_of(const Case& one, at::ScalarType type) {
  const bool down = one.direction == LayerDirection::kDown;
  const std::int64_t kernel = one.shape.kernel;
  const at::Tensor pictures = random({one.pictures, one.taken, one.side, one.side}, 1, 1);
  const at::Tensor weight =
      random({down ? one.made : one.taken, down ? one.taken : one.made, kernel, kernel}, 0.05, 2);
  Tensors leaves;
  for (const at::Tensor& numbers : {pictures, weight}) {
    leaves.push_back(numbers.to(type).contiguous(at::MemoryFormat::ChannelsLast));
  }
  leaves.push_back(random({one.made}, 1, 3).to(type));
  for (at::Tensor& leaf : leaves) leaf.requires_grad_(true);
  return leaves;
}

using Convolve = at::Tensor (*)(const Case&, const Tensors&);

at::Tensor ours(const Case& one, const Tensors& leaves) {
  return one.direction == LayerDirection::kDown
             ? convolve_down(leaves[0], leaves[1], leaves[2], one.shape)
             : convolve_up(leaves[0], leaves[1], leaves[2], one.shape);
}

at::Tensor libtorchs(const Case& one, const Tensors& leaves) {
  const auto& [kernel, stride, padding] = one.shape;
  if (one.direction == LayerDirection::kDown) {
    // An odd kernel of stride 2 leaves the last row's lower neighbours out.
    return at::conv2d(leaves[0], leaves[1], leaves[2], stride, padding);
  }
  return at::conv_transpose2d(leaves[0], leaves[1], leaves[2], stride, padding);
}

/// What is made, the gradients of its cosine-weighted sum, and those of the norm of the gradient
/// by the pictures, as a penalty takes them.
Tensors all_of(const Case& one, at::ScalarType type, Convolve convolve) {
  const Tensors leaves = leaves_of(one, type);
  const at::Tensor made = convolve(one, leaves);
  const at::Tensor curved = at::softplus(made.to(at::kFloat));
  const at::Tensor target = random(curved.sizes(), 1, 4);
  const Tensors first =
      torch::autograd::grad({(curved * target).sum()}, leaves, {}, true, /*create_graph=*/true);
  const Tensors second =
      torch::autograd::grad({first[0].to(at::kFloat).square().sum()}, {leaves[0], leaves[1]});
  Tensors all{made.detach()};
  for (const Tensors& gradients : {first, second}) {
    for (const at::Tensor& gradient : gradients) all.push_back(gradient.detach());
  }
  return all;
}

void check(at::ScalarType type, double tolerance) {
  for (const Case& one : kCases) {
    CAPTURE(std::string(one.name));
    const Tensors expected = all_of(one, at::kFloat, libtorchs);
    const Tensors found = all_of(one, type, ours);
    REQUIRE(found.size() == expected.size());
    for (std::size_t i = 0; i < found.size(); ++i) {
      CAPTURE(i);
      CHECK(relative_error(found[i], expected[i]) < tolerance);
    }
  }
}

TEST_CASE("a convolution, its gradients and theirs are LibTorch's") { check(at::kFloat, 1e-5); }

TEST_CASE("in bf16 they differ by its rounding alone") {
  if (!has_avx512_bf16()) {
    MESSAGE("this CPU multiplies no bf16 matrices: only fp32 is tested");
    return;
  }
  check(at::kBFloat16, 0.015);
}

TEST_CASE("convolutions of few pictures or few channels are left to LibTorch") {
  for (const at::ScalarType type : {at::kFloat, at::kBFloat16, at::kDouble}) {
    CAPTURE(type);
    const at::Tensor weight = at::zeros({64, 64, 3, 3}, type);
    const bool has_unit =
        type == at::kBFloat16 ? has_avx512_bf16() : type == at::kFloat && has_avx512();
    CHECK(can_convolve(at::zeros({16, 64, 8, 8}, type), weight) == has_unit);
    CHECK_FALSE(can_convolve(at::zeros({1, 64, 8, 8}, type), weight));
    CHECK_FALSE(can_convolve(at::zeros({16, 3, 8, 8}, type), at::zeros({8, 3, 3, 3}, type)));
  }
  CHECK_FALSE(can_convolve(at::zeros({16, 64, 8, 8}), at::zeros({64, 64, 3, 3}, at::kBFloat16)));
}

}  // namespace
}  // namespace facet
