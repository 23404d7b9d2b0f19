#include "core/train/adam_update.h"

#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>

#include <array>
#include <limits>
#include <span>

// Last: LibTorch has a macro CHECK of its own.
#include <doctest/doctest.h>

namespace facet {
namespace {

constexpr std::int64_t kCount = 2503;

/// Weights, where a step of no length leaves them.
at::Tensor weights() {
  at::Tensor numbers = at::randn({kCount}, at::make_generator<at::CPUGeneratorImpl>(5),
                                 at::TensorOptions(at::kFloat));
  // Halfway between two bf16 numbers, below and above an even one; too large for any; none at all.
  numbers[0] = 1.00390625;
  numbers[1] = 1.01171875;
  numbers[2] = std::numeric_limits<float>::max();
  numbers[3] = -std::numeric_limits<float>::infinity();
  numbers[4] = std::numeric_limits<float>::quiet_NaN();
  numbers[5] = -0.0F;
  return numbers;
}

template <typename Gradient>
void check_copy() {
  const at::Tensor weight = weights();
  const at::Tensor zeros = at::zeros({3, kCount});
  const at::Tensor gradient = at::full({kCount}, 0.5, c10::CppTypeToScalarType<Gradient>::value);
  const at::Tensor copy = at::zeros({kCount}, at::kBFloat16);
  const AdamNumbers numbers{zeros[0].mutable_data_ptr<float>(), zeros[1].mutable_data_ptr<float>(),
                            weight.mutable_data_ptr<float>(), zeros[2].mutable_data_ptr<float>(),
                            copy.mutable_data_ptr<c10::BFloat16>()};
  AdamFactors factors{};
  factors.beta1 = 0.5;
  factors.beta2 = 0.75;
  factors.square_scale = 1;
  factors.epsilon = 1;
  factors.kept = 1;
  factors.average_share = 1;
  // Halves of 1 by the parts of a batch.
  const Gradient* const half = gradient.const_data_ptr<Gradient>();
  const std::array<const Gradient*, 2> halves{half, half};
  CHECK(adam_update(std::span<const Gradient* const>(halves), numbers, 0, kCount, factors) ==
        doctest::Approx(kCount));
  CHECK(at::equal(weight.nan_to_num(7), weights().nan_to_num(7)));
  CHECK(at::equal(copy.isnan(), weight.isnan()));
  CHECK(at::equal(copy.to(at::kFloat).nan_to_num(7, 8, 9),
                  weight.to(at::kBFloat16).to(at::kFloat).nan_to_num(7, 8, 9)));
  CHECK(zeros[0].eq(0.5).all().item<bool>());
  CHECK(zeros[1].eq(0.25).all().item<bool>());
}

TEST_CASE("the copy that is computed with is the weights rounded to bf16 as LibTorch rounds") {
  check_copy<float>();
  check_copy<c10::BFloat16>();
}

TEST_CASE("without momentum a weight moves against the gradient alone") {
  const at::Tensor weight = at::zeros({kCount});
  const at::Tensor square = at::zeros({kCount});
  const at::Tensor gradient = at::full({kCount}, 3.0F);
  AdamFactors factors{};
  factors.beta2 = 0.75;
  factors.step_size = 0.5;
  factors.square_scale = 1;
  factors.kept = 1;
  const std::array<const float*, 1> gradients{gradient.const_data_ptr<float>()};
  const AdamNumbers numbers{nullptr, square.mutable_data_ptr<float>(),
                            weight.mutable_data_ptr<float>(), nullptr, nullptr};
  CHECK(adam_update(std::span<const float* const>(gradients), numbers, 0, kCount, factors) ==
        doctest::Approx(9 * kCount));
  // 3 / sqrt(9 / 4), half of it.
  CHECK(weight.eq(-1).all().item<bool>());
}

}  // namespace
}  // namespace facet
