#include "core/model/mixture_sampler.h"

#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>

#include "core/base/numpy_random.h"
#include "core/model/posterior_moments.h"
#include "core/model/rows.h"

// Last: LibTorch has a macro CHECK of its own.
#include <doctest/doctest.h>

namespace facet {
namespace {

at::Generator generator(std::uint64_t seed) {
  return at::make_generator<at::CPUGeneratorImpl>(seed);
}

/// Codes of two groups far from one another, one of them three times as large.
at::Tensor two_groups(std::int64_t count, std::uint64_t seed) {
  const at::Tensor noise = at::randn({count, 3}, generator(seed));
  const at::Tensor second = (at::rand({count, 1}, generator(seed + 1)) < 0.25).to(at::kFloat);
  return noise * 0.3 + second * at::tensor({6.0F, 0.0F, -4.0F});
}

at::Tensor drawn_by(const MixtureSampler& sampler, int count) {
  const SeededDraws draws = seeded_draws(5, count, 3);
  std::vector<Latent> codes;
  for (std::size_t i = 0; i < draws.latents.size(); ++i) {
    codes.push_back(sampler(draws.latents[i], draws.choices[i]));
  }
  return stack_rows(codes);
}

TEST_CASE("a mixture draws groups and leaves out what lies between them") {
  const at::Tensor codes = two_groups(2000, 1);
  const at::Tensor drawn = drawn_by(MixtureSampler(codes, at::zeros({3}, at::kDouble)), 2000);
  CHECK(at::allclose(drawn.mean(0), codes.mean(0), 0, 0.2));
  CHECK(at::allclose(drawn.std(0), codes.std(0), 0.1, 0.05));
  const auto between = [](const at::Tensor& rows) {
    const at::Tensor first = rows.select(1, 0);
    return at::logical_and(first > 2, first < 4).to(at::kFloat).mean().item<double>();
  };
  CHECK(between(codes) == 0);
  CHECK(between(drawn) < 0.02);
}

TEST_CASE("the same codes give the same mixture, and few codes give one too") {
  const at::Tensor codes = two_groups(300, 3);
  const at::Tensor variance = at::full({3}, 0.1, at::kDouble);
  CHECK(at::equal(drawn_by(MixtureSampler(codes, variance), 20),
                  drawn_by(MixtureSampler(codes, variance), 20)));
  for (const std::int64_t count : {1, 2, 11}) {
    const MixtureSampler few(codes.narrow(0, 0, count), variance);
    CHECK(drawn_by(few, 50).isfinite().all().item<bool>());
  }
}

TEST_CASE("the codes seen last are kept, come back from a checkpoint, and may be missing there") {
  PosteriorMoments moments(3, at::kCPU);
  CHECK(moments.recent().size(0) == 0);
  moments.add(two_groups(100, 1));
  CHECK(moments.recent().size(0) == 100);
  const at::Tensor last = two_groups(PosteriorMoments::kRecent, 2);
  moments.add(last);
  CHECK(moments.recent().size(0) == PosteriorMoments::kRecent);
  CHECK(at::allclose(moments.recent().mean(0), last.mean(0), 1e-4, 1e-5));

  TensorMap map;
  moments.save(map);
  PosteriorMoments again(3, at::kCPU);
  REQUIRE(again.load(map, "file"));
  CHECK(at::equal(again.recent(), moments.recent()));
  again.add(last.narrow(0, 0, 7));
  moments.add(last.narrow(0, 0, 7));
  CHECK(at::equal(again.recent(), moments.recent()));

  map.erase("sampler.seen");
  REQUIRE(again.load(map, "file"));
  CHECK(again.recent().size(0) == 0);
  moments.save(map);
  map["sampler.recent"] = at::zeros({5, 3});
  CHECK(again.load(map, "file").error().message.find("sampler.recent") != std::string::npos);
}

}  // namespace
}  // namespace facet
