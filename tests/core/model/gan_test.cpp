#include "core/model/gan.h"

#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>

#include "core/model/fast_gan.h"
#include "core/model/fast_vae.h"
#include "core/model/gaussian_sampler.h"
#include "core/model/report_ae.h"

// Last: LibTorch has a macro CHECK of its own.
#include <doctest/doctest.h>

namespace facet {
namespace {

at::Generator generator(std::uint64_t seed) {
  return at::make_generator<at::CPUGeneratorImpl>(seed);
}

at::Tensor random(at::IntArrayRef shape, std::uint64_t seed) {
  return at::randn(shape, generator(seed), at::TensorOptions(at::kFloat));
}

std::unique_ptr<const Generator> generator_of(const char* preset, std::int64_t latent) {
  Result<std::unique_ptr<const Generator>> made = make_generator(preset, latent);
  REQUIRE(made);
  return *std::move(made);
}

std::unique_ptr<const Discriminator> discriminator_of(const char* preset) {
  Result<std::unique_ptr<const Discriminator>> made = make_discriminator(preset);
  REQUIRE(made);
  return *std::move(made);
}

TEST_CASE("the report's autoencoder and GAN have the report's parameters") {
  const ReportAe ae(512);
  CHECK(ae.layout().count() == 1901955);
  for (const char* preset : {"report-gan", "report-gan-notebook"}) {
    CAPTURE(preset);
    CHECK(generator_of(preset, 128)->layout().count() == 652163);
    CHECK(discriminator_of(preset)->layout().count() == 594433);
  }
}

TEST_CASE("codes of the plain autoencoder are the outputs of a sigmoid") {
  const ReportAe ae(512);
  Parameters parameters(ae.layout(), at::kFloat);
  ae.initialize(parameters, {}, generator(1));
  const at::Tensor codes = ae.encode_mean(parameters, random({3, 3, 64, 64}, 2).sigmoid());
  CHECK(codes.sizes() == at::IntArrayRef({3, 512}));
  CHECK(codes.min().item<float>() > 0);
  CHECK(codes.max().item<float>() < 1);
  CHECK(codes.std().item<float>() > 1e-4F);
}

TEST_CASE("every GAN maps codes to pictures, and pictures to one number each") {
  for (const char* preset : {"report-gan", "report-gan-notebook", "fast-gan", "gpu-gan"}) {
    CAPTURE(preset);
    const auto drawing = generator_of(preset, 7);
    CHECK_FALSE(drawing->has_encoder());
    Parameters parameters(drawing->layout(), at::kFloat);
    drawing->initialize(parameters, random({20, 3, 64, 64}, 9).sigmoid(), generator(1));
    const at::Tensor pictures = drawing->decode(parameters, random({3, 7}, 3) * 3);
    CHECK(pictures.sizes() == at::IntArrayRef({3, 3, 64, 64}));
    CHECK(pictures.min().item<float>() >= 0);
    CHECK(pictures.max().item<float>() <= 1);
    CHECK((pictures[0] - pictures[1]).abs().max().item<float>() > 1e-3F);

    const auto judge = discriminator_of(preset);
    Parameters judging(judge->layout(), at::kFloat);
    judging.initialize(judge->layout(), generator(2));
    const at::Tensor logits = judge->logits(judging, pictures);
    CHECK(logits.sizes() == at::IntArrayRef({3}));
    // Each picture is judged by itself.
    const at::Tensor alone = judge->logits(judging, pictures.narrow(0, 1, 1));
    CHECK((alone[0] - logits[1]).abs().item<float>() < 1e-4F);
  }
}

TEST_CASE("the fast generator begins with the mean and the variety of the data") {
  constexpr std::int64_t kLatent = 32;
  const at::Tensor basis = random({12, 3 * 64 * 64}, 4) * 0.05;
  const at::Tensor rows = 0.5 + random({200, 12}, 5).mm(basis);
  const at::Tensor data = rows.view({200, 64, 64, 3}).permute({0, 3, 1, 2});
  const auto drawing = generator_of("fast-gan", kLatent);
  Parameters parameters(drawing->layout(), at::kFloat);
  drawing->initialize(parameters, data.clone(), generator(1));
  const at::Tensor drawn = (drawing->generate(parameters, random({400, kLatent}, 6)) + 1) / 2;
  CHECK((drawn.mean(0) - data.mean(0)).abs().mean().item<double>() < 0.06);
  const double variety = drawn.var(0).mean().item<double>() / data.var(0).mean().item<double>();
  CHECK(variety == doctest::Approx(1).epsilon(0.15));
  // The data have twelve directions, along each of which they are standardized to variance 1.
  const at::Tensor seen = drawing->standardize(parameters, data * 2 - 1).narrow(1, 0, 12);
  CHECK(seen.mean(0).abs().max().item<double>() < 0.01);
  CHECK((seen.var(0) - 1).abs().max().item<double>() < 0.02);
}

/// A fast VAE with values, and codes that are not N(0,1).
Weights some_vae(std::int64_t latent) {
  const FastVae vae(latent);
  Parameters parameters(vae.layout(), at::kFloat);
  vae.initialize(parameters, random({300, 3, 64, 64}, 9).sigmoid(), generator(1));
  Weights weights;
  weights.preset = "fast-vae";
  weights.latent = static_cast<int>(latent);
  weights.ema = parameters.to_map(vae.layout());
  weights.latent_mean = random({latent}, 2).to(at::kDouble);
  const at::Tensor spread = random({latent, latent}, 3).to(at::kDouble);
  weights.latent_covariance = spread.mm(spread.t()) + at::eye(latent, at::kDouble);
  return weights;
}

void set_to_zero(const Generator& network, std::string_view name, Parameters& parameters) {
  for (std::size_t i = 0; i < network.layout().specs().size(); ++i) {
    if (network.layout().specs()[i].name == name) parameters[i].zero_();
  }
}

TEST_CASE("a fast generator begins as a VAE's decoder, and draws the samples of its Gaussian") {
  constexpr std::int64_t kVaeLatent = 5;
  const WeightsPtr start = make_weights(some_vae(kVaeLatent));
  const FastGenerator drawing(8, start);
  Parameters parameters(drawing.layout(), at::kFloat);
  drawing.initialize(parameters, {}, generator(1));
  set_to_zero(drawing, "generator.detail.weight", parameters);

  const FastVae vae(kVaeLatent);
  Parameters decoding(vae.layout(), at::kFloat);
  REQUIRE(decoding.from_map(vae.layout(), start->ema, "test"));
  const GaussianSampler sampler(start->latent_mean, start->latent_covariance);
  const at::Tensor z = random({6, 8}, 4);
  const at::Tensor codes =
      (sampler.mean() + z.narrow(1, 0, kVaeLatent).to(at::kDouble).mm(sampler.factor().t()))
          .to(at::kFloat);
  const at::Tensor expected = vae.decode(decoding, codes);
  const at::Tensor drawn = drawing.decode(parameters, z);
  CHECK((drawn - expected).abs().max().item<float>() < 1e-3F);
  CHECK((drawn[0] - drawn[1]).abs().max().item<float>() > 1e-2F);
}

TEST_CASE("a preset that is no GAN is refused") {
  CHECK(make_generator("fast-vae", 64).error().code == ErrorCode::kBadInput);
  CHECK(make_discriminator("fast-vae").error().code == ErrorCode::kBadInput);
}

}  // namespace
}  // namespace facet
