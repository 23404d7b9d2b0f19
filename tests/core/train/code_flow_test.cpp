#include "core/model/code_flow.h"

#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>
#include <ATen/core/grad_mode.h>

#include "core/model/gaussian_sampler.h"
#include "core/train/adam.h"

// Last: LibTorch has a macro CHECK of its own.
#include <doctest/doctest.h>

namespace facet {
namespace {

constexpr std::int64_t kLatent = 4;

at::Tensor normal(std::int64_t rows, at::Generator& generator) {
  return at::randn({rows, kLatent}, generator, at::TensorOptions(at::kFloat));
}

/// Codes of mean 3 whose first number is one of two values: long hair or short.
at::Tensor codes_of_two_kinds(std::int64_t rows, at::Generator& generator) {
  at::Tensor codes = normal(rows, generator);
  const at::Tensor first = codes.select(1, 0);
  first.copy_(first.sign() * 2 + at::randn({rows}, generator) * 0.1);
  return codes + 3;
}

/// Of the first numbers, how many lie between the two kinds.
double ghosts(const at::Tensor& codes) {
  return ((codes.select(1, 0) - 3).abs() < 1.2).to(at::kDouble).mean().item<double>();
}

TEST_CASE("a flow learns to carry latents to where codes are, and not between them") {
  at::Generator generator = at::make_generator<at::CPUGeneratorImpl>(5);
  ParameterLayout layout;
  const CodeFlow flow(layout, "flow", kLatent);
  Parameters weights(layout, at::kFloat);
  weights.initialize(layout, generator);
  weights.require_gradients(layout);
  Adam adam(layout, {0.9, 0.99, 1e-8}, at::kCPU);
  const at::Tensor seen = codes_of_two_kinds(4096, generator);
  const at::Tensor deviations = seen - seen.mean(0);
  const GaussianSampler gaussian(seen.mean(0).to(at::kDouble),
                                 deviations.t().mm(deviations).to(at::kDouble) / 4096);
  const at::Tensor z = normal(2000, generator);
  const auto carried = [&] {
    const at::NoGradGuard no_grad;
    return flow.carry(weights, z);
  };
  CHECK(at::equal(carried(), z));  // before training: the Gaussian
  const double before = ghosts(gaussian.codes_of(z));
  CHECK(before > 0.35);

  for (int step = 0; step < 300; ++step) {
    const at::Tensor whitened = gaussian.whitened(codes_of_two_kinds(128, generator));
    flow.loss(weights, normal(128, generator), whitened).backward();
    adam.step(weights, weights, weights, 1e-3, 1);
  }
  const at::Tensor codes = gaussian.codes_of(carried());
  CHECK(ghosts(codes) < before / 3);
  // The moments stay those of the codes, and every latent goes its own short way.
  CHECK(at::allclose(codes.mean(0), seen.mean(0), 0, 0.3));
  CHECK(at::allclose(codes.var(0), seen.var(0), 0.3));
  CHECK((gaussian.codes_of(z) - codes).square().mean().item<double>() < 0.6);
}

TEST_CASE("whitened codes become themselves again") {
  at::Generator generator = at::make_generator<at::CPUGeneratorImpl>(6);
  const at::Tensor mixed = normal(64, generator).mm(normal(kLatent, generator)) + 1;
  const at::Tensor deviations = mixed - mixed.mean(0);
  const GaussianSampler gaussian(mixed.mean(0).to(at::kDouble),
                                 deviations.t().mm(deviations).to(at::kDouble) / 64);
  const at::Tensor white = gaussian.whitened(mixed);
  CHECK(at::allclose(white.t().mm(white) / 64, at::eye(kLatent), 0, 0.01));
  CHECK(at::allclose(gaussian.codes_of(white), mixed, 1e-3, 1e-3));
}

}  // namespace
}  // namespace facet
