#include "core/train/vae_loss.h"

#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>

#include <cmath>

#include "core/train/loss_log.h"
#include "core/train/vae_recipe.h"

// Last: LibTorch has a macro CHECK of its own.
#include <doctest/doctest.h>

namespace facet {
namespace {

at::Tensor random(at::IntArrayRef shape, std::uint64_t seed) {
  return at::randn(shape, at::make_generator<at::CPUGeneratorImpl>(seed),
                   at::TensorOptions(at::kFloat));
}

TEST_CASE("the divergence of a Gaussian from N(0,1) is the textbook's, averaged over the batch") {
  // N(m, s^2) with m = 1, s = 2 and with m = 0, s = 1: 1/2 (m^2 + s^2 - 1 - ln s^2) and 0.
  const Posterior posterior{at::tensor({1.0F, 0.0F}).view({2, 1}),
                            at::tensor({std::log(4.0F), 0.0F}).view({2, 1})};
  const double expected = 0.5 * (1 + 4 - 1 - std::log(4.0)) / 2;
  CHECK(kl_divergence(posterior).item<double>() == doctest::Approx(expected).epsilon(1e-6));
}

TEST_CASE("cross-entropy is the mean over pixels of the two logarithms") {
  const at::Tensor raw = random({2, 3, 4, 4}, 1) * 2;
  const at::Tensor pictures = random({2, 3, 4, 4}, 2).sigmoid();
  const at::Tensor p = raw.sigmoid().to(at::kDouble);
  const at::Tensor direct = -(pictures * p.log() + (1 - pictures) * (1 - p).log()).mean();
  CHECK(mean_cross_entropy(raw, pictures).item<double>() ==
        doctest::Approx(direct.item<double>()).epsilon(1e-5));
  CHECK(mean_cross_entropy(at::zeros({1, 3, 4, 4}), at::rand({1, 3, 4, 4})).item<double>() ==
        doctest::Approx(std::log(2.0)).epsilon(1e-6));
}

TEST_CASE("the optimal sigma's loss is D log(sigma), and its gradient that of a weighted error") {
  const at::Tensor pictures = random({5, 3, 64, 64}, 3).sigmoid();
  at::Tensor decoded = random({5, 3, 64, 64}, 4).sigmoid().requires_grad_(true);
  const at::Tensor loss = optimal_sigma_loss(squared_distances(decoded, {pictures}).mean());
  const double variance = (decoded - pictures).square().mean().item<double>();
  CHECK(loss.item<double>() == doctest::Approx(12288 * 0.5 * std::log(variance)).epsilon(1e-4));
  loss.backward();
  const at::Tensor expected = (decoded - pictures).detach() / (5 * variance);
  CHECK((decoded.grad() - expected).abs().max().item<double>() <
        1e-3 * expected.abs().max().item<double>());
}

TEST_CASE("what values cannot tell counts in the optimal sigma's loss as an error of pixels does") {
  const at::Tensor pictures = random({5, 3, 64, 64}, 3).sigmoid();
  const at::Tensor decoded = random({5, 3, 64, 64}, 4).sigmoid();
  const at::Tensor errors = (decoded - pictures).square().flatten(1);
  const Observation upper_half{pictures.flatten(1).narrow(1, 0, 6000),
                               errors.narrow(1, 6000, 6288).sum(1)};
  const double whole =
      optimal_sigma_loss(squared_distances(decoded, {pictures}).mean()).item<double>();
  const at::Tensor upper_decoded = decoded.flatten(1).narrow(1, 0, 6000);
  const at::Tensor part = optimal_sigma_loss(squared_distances(upper_decoded, upper_half).mean());
  CHECK(part.item<double>() == doctest::Approx(whole).epsilon(1e-5));
}

TEST_CASE("the optimal-scale loss weighs all errors alike") {
  const at::Tensor pictures = random({5, 3, 64, 64}, 3).sigmoid();
  at::Tensor decoded = random({5, 3, 64, 64}, 4).sigmoid().requires_grad_(true);
  const at::Tensor loss = optimal_scale_loss(decoded, pictures);
  const double scale = (decoded - pictures).abs().mean().item<double>();
  CHECK(loss.item<double>() == doctest::Approx(12288 * std::log(scale)).epsilon(1e-4));
  loss.backward();
  const at::Tensor expected = (decoded - pictures).detach().sign() / (5 * scale);
  CHECK(at::allclose(decoded.grad(), expected, 1e-3));
}

TEST_CASE("losses are read back in order, and one that is not finite names its step") {
  LossLog log(at::kCPU);
  const at::Tensor one = at::ones({});
  for (int step = 1; step <= 300; ++step) log.add(step, {one * step, one, one * 0.5});
  Result<std::vector<LossPoint>> points = log.take();
  REQUIRE(points);
  REQUIRE(points->size() == 300);
  CHECK((*points)[0].step == 1);
  CHECK((*points)[299].step == 300);
  CHECK((*points)[299].total() == 300);
  CHECK((*points)[299].values[2] == 0.5F);
  CHECK(log.take()->empty());

  log.add(301, {one, one, one});
  log.add(302, {one / 0, one, one});
  log.add(303, {one, one, one});
  points = log.take();
  REQUIRE_FALSE(points);
  CHECK(points.error().code == ErrorCode::kDiverged);
  CHECK(points.error().message.find("step 302") != std::string::npos);
  REQUIRE(log.take()->size() == 1);
}

TEST_CASE("a value that a step does not have is 0, whatever an earlier step had") {
  LossLog log(at::kCPU);
  const at::Tensor one = at::ones({});
  log.add(1, {one, one, one, one});
  REQUIRE(log.take());
  log.add(2, {one, one, one});
  const Result<std::vector<LossPoint>> points = log.take();
  REQUIRE(points);
  CHECK((*points)[0].values[2] == 1);
  CHECK((*points)[0].values[3] == 0);
}

TEST_CASE("schedules depend on the pictures seen and not on the size of a batch") {
  VaeRecipe recipe;
  recipe.learning_rate_warm_up_images = 1000;
  recipe.kl_warm_up_images = 2000;
  recipe.ema_half_life_images = 500;
  CHECK(recipe.learning_rate_factor(400, 100) == doctest::Approx(0.5));
  CHECK(recipe.learning_rate_factor(1000000, 100) == 1);
  CHECK(recipe.kl_factor(900, 100) == doctest::Approx(0.5));
  CHECK(recipe.ema_decay(0, 64) == 0);
  const double coarse = recipe.ema_decay(1000000, 100);
  const double fine = recipe.ema_decay(1000000, 10);
  CHECK(coarse == doctest::Approx(std::pow(fine, 10)));
  CHECK(std::pow(recipe.ema_decay(1000000, 50), 10) == doctest::Approx(0.5));
}

}  // namespace
}  // namespace facet
