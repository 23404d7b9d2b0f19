#include "core/train/adam.h"

#include <ATen/ATen.h>

// Last: LibTorch has a macro CHECK of its own.
#include <doctest/doctest.h>

namespace facet {
namespace {

TEST_CASE("a parameter fades at its own decay and the optimiser's together") {
  constexpr double kOwnDecay = 3;
  constexpr double kLearningRate = 0.1;
  ParameterLayout layout;
  layout.add("plain", {2, 2}, Initializer::zero());
  layout.add("fading", {2, 2}, Initializer::zero(), /*rate=*/1, kOwnDecay);
  layout.add("unused", {2, 2}, Initializer::zero(), /*rate=*/1, kOwnDecay);
  Parameters weights(layout, at::kFloat);
  for (std::size_t i = 0; i < weights.size(); ++i) weights[i].fill_(1);
  Adam adam(layout, {.weight_decay = 2}, at::kCPU);

  // Without a slope only what fades moves; without a gradient nothing does.
  const at::Tensor none = at::zeros({2, 2});
  adam.step({{none}, {none}, {}}, weights, weights, weights, kLearningRate, 0);

  CHECK(weights[0].allclose(at::full({2, 2}, 0.8)));
  CHECK(weights[1].allclose(at::full({2, 2}, 0.5)));
  CHECK(weights[2].equal(at::ones({2, 2})));
}

}  // namespace
}  // namespace facet
