#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>

#include <cmath>
#include <vector>

#include "core/base/numpy_random.h"
#include "core/model/gaussian_sampler.h"
#include "core/model/posterior_moments.h"

// Last: LibTorch has a macro CHECK of its own.
#include <doctest/doctest.h>

namespace facet {
namespace {

at::Tensor random(at::IntArrayRef shape, at::Generator& generator) {
  return at::randn(shape, generator, at::TensorOptions(at::kFloat));
}

TEST_CASE("the statistics of the codes are those of directly weighted batches") {
  constexpr std::int64_t kLatent = 3;
  constexpr std::int64_t kBatch = 50;
  at::Generator generator = at::make_generator<at::CPUGeneratorImpl>(5);
  PosteriorMoments moments(kLatent, at::kCPU);
  const double keep = std::exp2(-kBatch / PosteriorMoments::kHalfLifeImages);
  double weights = 0;
  at::Tensor first = at::zeros({kLatent}, at::kDouble);
  at::Tensor second = at::zeros({kLatent, kLatent}, at::kDouble);
  at::Tensor variance = at::zeros({kLatent}, at::kDouble);
  for (int step = 0; step < 40; ++step) {
    const at::Tensor mean = random({kBatch, kLatent}, generator) + 0.1 * step;
    const at::Tensor log_var = random({kBatch, kLatent}, generator);
    moments.add({mean, log_var});
    const at::Tensor wide = mean.to(at::kDouble);
    weights = weights * keep + 1;
    first = first * keep + wide.mean(0);
    second = second * keep + wide.t().mm(wide) / kBatch;
    variance = variance * keep + log_var.to(at::kDouble).exp().mean(0);
  }
  const at::Tensor mean = first / weights;
  const at::Tensor covariance = second / weights - mean.outer(mean) + (variance / weights).diag();
  CHECK((moments.mean() - mean).abs().max().item<double>() < 1e-9);
  CHECK((moments.covariance() - covariance).abs().max().item<double>() < 1e-9);
}

TEST_CASE("before the first batch the codes are standard normal") {
  const PosteriorMoments moments(4, at::kCPU);
  CHECK(at::equal(moments.mean(), at::zeros({4}, at::kDouble)));
  CHECK(at::equal(moments.covariance(), at::eye(4, at::kDouble)));
}

TEST_CASE("a code is brought back to the typical norm along its way from the mean") {
  const at::Tensor mean = at::full({4}, 2, at::kDouble);
  const at::Tensor covariance = at::eye(4, at::kDouble) * 9;
  const GaussianSampler sampler(mean, covariance);
  const Latent near = {3, 2, 2, 2};  // a third of a deviation from the mean; typical are two
  const Latent typical = sampler.typical(near);
  CHECK(typical[0] == doctest::Approx(8).epsilon(1e-4));
  CHECK(typical[1] == doctest::Approx(2));
  CHECK(sampler.typical(typical)[0] == doctest::Approx(typical[0]).epsilon(1e-5));
  const Latent center = {2, 2, 2, 2};
  CHECK(sampler.typical(center) == center);
}

TEST_CASE("statistics survive a checkpoint to the bit") {
  at::Generator generator = at::make_generator<at::CPUGeneratorImpl>(6);
  PosteriorMoments moments(5, at::kCPU);
  moments.add({random({8, 5}, generator), random({8, 5}, generator)});
  TensorMap map;
  moments.save(map);
  PosteriorMoments copy(5, at::kCPU);
  REQUIRE(copy.load(map, "file"));
  const Posterior more{random({8, 5}, generator), random({8, 5}, generator)};
  moments.add(more);
  copy.add(more);
  CHECK(at::equal(moments.covariance(), copy.covariance()));
  CHECK(at::equal(moments.mean(), copy.mean()));
}

TEST_CASE("sampled codes have the mean and covariance they were fitted to") {
  const at::Tensor mean = at::tensor({1.0, -2.0}, at::kDouble);
  const at::Tensor covariance = at::tensor({4.0, 1.5, 1.5, 1.0}, at::kDouble).view({2, 2});
  const GaussianSampler sampler(mean, covariance);
  constexpr int kCount = 20000;
  double sum[2] = {};
  double product[3] = {};
  for (const Latent& z : seeded_latents(7, kCount, 2)) {
    const Latent code = sampler(z);
    const double a = code[0] - 1.0;
    const double b = code[1] + 2.0;
    sum[0] += a;
    sum[1] += b;
    product[0] += a * a;
    product[1] += a * b;
    product[2] += b * b;
  }
  CHECK(std::abs(sum[0] / kCount) < 0.05);
  CHECK(std::abs(sum[1] / kCount) < 0.03);
  CHECK(product[0] / kCount == doctest::Approx(4.0).epsilon(0.04));
  CHECK(product[1] / kCount == doctest::Approx(1.5).epsilon(0.05));
  CHECK(product[2] / kCount == doctest::Approx(1.0).epsilon(0.04));
}

TEST_CASE("a covariance that is singular still gives finite codes") {
  const GaussianSampler sampler(at::zeros({3}, at::kDouble), at::ones({3, 3}, at::kDouble));
  for (const float value : sampler(std::vector<float>{1, 2, 3})) {
    CHECK(value == doctest::Approx(1).epsilon(0.02));
  }
}

}  // namespace
}  // namespace facet
