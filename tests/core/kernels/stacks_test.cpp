#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>
#include <ATen/Parallel.h>

#include <cmath>
#include <cstdint>
#include <vector>

#include "core/kernels/convolution_stack.h"
#include "core/kernels/cpu.h"
#include "core/kernels/matrix_unit.h"
#include "core/kernels/panel_matrix.h"
#include "tests/core/kernels/random_numbers.h"

// Last: LibTorch has a macro CHECK of its own.
#include <doctest/doctest.h>

namespace facet {
namespace {

using test::random;
using test::relative_error;
using Tensors = std::vector<at::Tensor>;

bool has_bf16_unit() {
  if (has_avx512_bf16()) return true;
  MESSAGE("this CPU multiplies no bf16 matrices: only fp32 is tested");
  return false;
}

struct Stack {
  Tensors weights, biases;

  /// Leaves of the given type with the same numbers.
  Stack as(at::ScalarType type) const {
    Stack leaves;
    const auto leaf = [&](const at::Tensor& numbers) {
      return numbers.to(type).detach().clone().requires_grad_(true);
    };
    for (const at::Tensor& weight : weights) leaves.weights.push_back(leaf(weight));
    for (const at::Tensor& bias : biases) leaves.biases.push_back(leaf(bias));
    return leaves;
  }
};

// Channels from layer to layer; scaled so that numbers keep their size.
Stack make_halvings(const std::vector<std::int64_t>& channels) {
  Stack stack;
  for (std::size_t k = 1; k < channels.size(); ++k) {
    const double scale = std::sqrt(2.0 / (9.0 * static_cast<double>(channels[k - 1])));
    stack.weights.push_back(random({channels[k], channels[k - 1], 3, 3}, scale, k));
    stack.biases.push_back(random({channels[k]}, 0.1, 100 + k));
  }
  return stack;
}

Stack make_doublings(const std::vector<std::int64_t>& channels) {
  Stack stack;
  for (std::size_t k = 1; k < channels.size(); ++k) {
    const double scale = std::sqrt(8.0 / (9.0 * static_cast<double>(channels[k - 1])));
    stack.weights.push_back(random({channels[k - 1], channels[k], 3, 3}, scale, k));
    stack.biases.push_back(random({channels[k]}, 0.1, 100 + k));
  }
  stack.weights.push_back(random({3, channels.back(), 3, 3}, 0.05, 50));
  stack.biases.push_back(random({3}, 0.1, 150));
  return stack;
}

at::Tensor halvings_of_libtorch(const at::Tensor& faces, const Stack& stack) {
  at::Tensor x = faces.to(stack.weights[0].scalar_type());
  for (std::size_t k = 0; k < stack.weights.size(); ++k) {
    const at::Tensor padded = at::constant_pad_nd(x, {0, 1, 0, 1});
    x = at::conv2d(padded, stack.weights[k], stack.biases[k], 2).relu();
  }
  return x;
}

at::Tensor doublings_of_libtorch(const at::Tensor& first, const Stack& stack) {
  at::Tensor x = first.to(stack.weights[0].scalar_type());
  for (std::size_t k = 0; k + 1 < stack.weights.size(); ++k) {
    const at::Tensor larger = at::conv_transpose2d(x, stack.weights[k], stack.biases[k], 2);
    x = larger.slice(2, 0, -1).slice(3, 0, -1).relu();
  }
  return at::conv2d(x, stack.weights.back(), stack.biases.back(), 1, 1);
}

at::Tensor own_halvings(const at::Tensor& faces, const Stack& stack) {
  return stacked_halvings(faces, stack.weights, stack.biases);
}

at::Tensor own_doublings(const at::Tensor& x, const Stack& stack) {
  return stacked_doublings(x.to(stack.weights[0].scalar_type()), stack.weights, stack.biases);
}

using Function = at::Tensor (*)(const at::Tensor& x, const Stack& stack);

/// The output, then the gradients to x, weights and biases of its sum weighted by seeded numbers.
Tensors apply(Function function, const at::Tensor& x, const Stack& numbers, at::ScalarType type) {
  const Stack stack = numbers.as(type);
  const at::Tensor leaf = x.detach().clone().requires_grad_(true);
  const at::Tensor output = function(leaf, stack);
  (output.to(at::kFloat) * random(output.sizes(), 1, 77)).sum().backward();
  Tensors results{output.detach(), leaf.grad()};
  for (const at::Tensor& weight : stack.weights) results.push_back(weight.grad());
  for (const at::Tensor& bias : stack.biases) results.push_back(bias.grad());
  return results;
}

// In fp32 the two differ by the order of their sums, which may turn a ReLU that is next to 0.
// Rounding to bf16 between layers turns more of them, for LibTorch's layers as for ours: neither is
// exact, so ours may be as far from fp32 as LibTorch's in bf16, and a tenth.
void check_against_libtorch(Function own, Function libtorch, const at::Tensor& x,
                            const Stack& stack) {
  const Tensors exact = apply(libtorch, x, stack, at::kFloat);
  const Tensors fp32 = apply(own, x, stack, at::kFloat);
  REQUIRE(fp32.size() == exact.size());
  for (std::size_t i = 0; i < exact.size(); ++i) {
    CAPTURE(i);
    CHECK(relative_error(fp32[i], exact[i]) < 5e-3);
  }
  if (!has_bf16_unit()) return;
  const Tensors theirs = apply(libtorch, x, stack, at::kBFloat16);
  const Tensors ours = apply(own, x, stack, at::kBFloat16);
  for (std::size_t i = 0; i < exact.size(); ++i) {
    CAPTURE(i);
    const double error = relative_error(ours[i], exact[i]);
    CHECK(error < 0.12);
    CHECK(error < 1.1 * relative_error(theirs[i], exact[i]) + 1e-3);
  }
}

std::vector<at::ScalarType> types() {
  if (has_bf16_unit()) return {at::kFloat, at::kBFloat16};
  return {at::kFloat};
}

template <typename Number>
void check_products(MatrixUnit::Kind kind) {
  constexpr std::int64_t kInner = 96;
  constexpr std::int64_t kColumns = 64;
  constexpr std::int64_t kHalf = 18 * kInner;
  MatrixUnit unit(kind);
  // Small whole numbers: no rounding, whatever the order. Rows overlap by half.
  const at::Tensor a = random({40 * kInner}, 2, 5).round();
  const at::Tensor b = random({kInner, kColumns}, 2, 6).round();
  const at::Tensor left_numbers = a.to(c10::CppTypeToScalarType<Number>::value);
  const PanelMatrix<Number> right(b);
  for (const std::int64_t rows : {1, 7, 10, 16}) {
    for (const std::int64_t halves : {1, 2}) {
      CAPTURE(rows);
      CAPTURE(halves);
      const at::Tensor sums = at::ones({halves * rows, kColumns});
      unit.multiply({left_numbers.const_data_ptr<Number>(), kInner / 2, kHalf, right.data(),
                     right.panel(), kInner},
                    {sums.mutable_data_ptr<float>(), rows, halves, kColumns, kColumns},
                    /*adds=*/true);
      const at::Tensor left = a.as_strided({halves, rows, kInner}, {kHalf, kInner / 2, 1});
      CHECK(at::equal(sums, left.flatten(0, 1).mm(b) + 1));
    }
  }
}

TEST_CASE("a matrix unit of any kind multiplies and adds exactly what its numbers can hold") {
  using Kind = MatrixUnit::Kind;
  for (const auto kind : {Kind::kAnyCpu, Kind::kAvx512, Kind::kAvx512Bf16, Kind::kAmx}) {
    if (kind > MatrixUnit::best_kind()) break;
    check_products<float>(kind);
    if (kind >= Kind::kAvx512Bf16) check_products<c10::BFloat16>(kind);
  }
}

TEST_CASE("the report's way down and its gradients equal LibTorch's, in bf16 as nearly as it can") {
  const at::Tensor faces = random({5, 3, 64, 64}, 1, 1);
  check_against_libtorch(own_halvings, halvings_of_libtorch, faces,
                         make_halvings({3, 128, 128, 128, 128, 128}));
}

TEST_CASE("the report's way up and its gradients equal LibTorch's, in bf16 as nearly as it can") {
  const at::Tensor x = random({5, 64, 4, 4}, 1, 2);
  check_against_libtorch(own_doublings, doublings_of_libtorch, x,
                         make_doublings({64, 128, 128, 128, 128}));
}

TEST_CASE("other sides and channels, one picture, and more than a group") {
  for (const std::int64_t pictures : {1, 11}) {
    CAPTURE(pictures);
    check_against_libtorch(own_halvings, halvings_of_libtorch, random({pictures, 3, 48, 48}, 1, 3),
                           make_halvings({3, 32, 96, 64}));
    check_against_libtorch(own_doublings, doublings_of_libtorch, random({pictures, 96, 6, 6}, 1, 4),
                           make_doublings({96, 32, 64}));
  }
}

TEST_CASE("results depend on nothing but numbers and threads, and on those hardly") {
  const at::Tensor x = random({9, 64, 4, 4}, 1, 2);
  const Stack stack = make_doublings({64, 64, 64, 64});
  const int threads = at::get_num_threads();
  for (const at::ScalarType type : types()) {
    at::set_num_threads(2);
    const Tensors first = apply(own_doublings, x, stack, type);
    const Tensors second = apply(own_doublings, x, stack, type);
    at::set_num_threads(1);
    const Tensors alone = apply(own_doublings, x, stack, type);
    at::set_num_threads(threads);
    for (std::size_t i = 0; i < first.size(); ++i) {
      CAPTURE(i);
      CHECK(at::equal(first[i], second[i]));
      CHECK(relative_error(first[i], alone[i]) < 0.01);
    }
  }
}

TEST_CASE("a way down asks for no gradient to faces that need none") {
  const Stack stack = make_halvings({3, 32, 32}).as(at::kFloat);
  const at::Tensor faces = random({2, 3, 16, 16}, 1, 3);
  own_halvings(faces, stack).to(at::kFloat).sum().backward();
  CHECK(!faces.grad().defined());
  CHECK(stack.weights[0].grad().defined());
}

TEST_CASE("faces learn through weights that need no gradient as through others") {
  const Stack learning = make_halvings({3, 32, 32}).as(at::kFloat);
  const Stack fixed = make_halvings({3, 32, 32});
  Tensors gradients;
  for (const Stack* stack : {&learning, &fixed}) {
    const at::Tensor faces = random({2, 3, 16, 16}, 1, 3).requires_grad_(true);
    own_halvings(faces, *stack).square().sum().backward();
    gradients.push_back(faces.grad());
  }
  CHECK(at::equal(gradients[0], gradients[1]));
  CHECK(!fixed.weights[0].grad().defined());
}

TEST_CASE("a value that is not a number is not hidden by ReLU") {
  const at::Tensor faces = random({1, 3, 16, 16}, 1, 3);
  faces[0][0][8][8] = std::nanf("");
  for (const at::ScalarType type : types()) {
    const Stack stack = make_halvings({3, 32, 32}).as(type);
    CHECK(own_halvings(faces, stack).isnan().any().item<bool>());
  }
}

TEST_CASE("weights are stacked where a unit multiplies them, and channels are whole panels") {
  const Stack fit = make_halvings({3, 32, 64});
  CHECK(can_stack(fit.as(at::kFloat).weights));
  CHECK(!can_stack(fit.as(at::kDouble).weights));
  CHECK(!can_stack(make_halvings({3, 24, 32}).as(at::kFloat).weights));
  CHECK(can_stack(fit.as(at::kBFloat16).weights) == has_bf16_unit());
}

}  // namespace
}  // namespace facet
