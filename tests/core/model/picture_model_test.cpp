#include "core/model/picture_model.h"

#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>

#include <cstdlib>

#include "core/base/numpy_random.h"
#include "core/model/picture_network.h"
#include "core/model/pictures.h"
#include "core/model/runtime.h"

// Last: LibTorch has a macro CHECK of its own.
#include <doctest/doctest.h>

namespace facet {
namespace {

constexpr int kLatent = 8;

WeightsPtr random_weights(const std::string& preset) {
  const Result<std::unique_ptr<const PictureNetwork>> network = make_network(preset, kLatent);
  Parameters parameters((*network)->layout(), at::kFloat);
  at::Generator generator = at::make_generator<at::CPUGeneratorImpl>(3);
  const at::Tensor sample = at::rand({30, 3, 64, 64}, generator, at::TensorOptions(at::kFloat));
  (*network)->initialize(parameters, sample, generator);
  Weights weights;
  weights.preset = preset;
  weights.latent = kLatent;
  weights.parameters = parameters.to_map((*network)->layout());
  parameters.flat().mul_(1.5);
  weights.ema = parameters.to_map((*network)->layout());
  weights.latent_mean = at::full({kLatent}, 0.5, at::kDouble);
  weights.latent_covariance = at::eye(kLatent, at::kDouble) * 4;
  return make_weights(std::move(weights));
}

std::unique_ptr<PictureModel> model_of(const std::string& preset, bool ema = true) {
  Result<std::unique_ptr<PictureModel>> model = PictureModel::create(random_weights(preset), ema);
  REQUIRE(model);
  return *std::move(model);
}

Latent code_of(const PictureModel& model, const Latent& z, Sampler sampler) {
  const double choice = 0;
  return model.codes_of(std::span(&z, 1), sampler, std::span(&choice, 1)).front();
}

TEST_CASE("exact pictures do not depend on threads, batch position or company") {
  for (const char* preset : {"report-vae", "fast-vae", "report-ae", "report-gan", "fast-gan"}) {
    CAPTURE(preset);
    const auto model = model_of(preset);
    const std::vector<Latent> codes = seeded_latents(1, 103, kLatent);
    use_threads(2);
    const std::vector<Image> together = model->decode(codes, DrawMode::kExact);
    CHECK(thread_count() == 2);
    use_threads(1);
    for (const std::size_t i : {0U, 7U, 15U, 16U, 99U, 100U, 102U}) {
      CAPTURE(i);
      const std::vector<Image> alone =
          model->decode(std::span(codes).subspan(i, 1), DrawMode::kExact);
      REQUIRE(alone.size() == 1);
      CHECK(alone[0] == together[i]);
    }
  }
}

TEST_CASE("a preview shows what the exact drawing shows") {
  const auto model = model_of("fast-vae");
  const std::vector<Latent> codes = seeded_latents(2, 5, kLatent);
  const std::vector<Image> exact = model->decode(codes, DrawMode::kExact);
  std::vector<Image> live = model->decode(codes, DrawMode::kLive);
  // The first again, by itself.
  live[0] = model->decode(std::span(codes).first(1), DrawMode::kLive)[0];
  int worst = 0;
  for (std::size_t i = 0; i < codes.size(); ++i) {
    for (std::size_t k = 0; k < exact[i].pixels.size(); ++k) {
      worst = std::max(worst, std::abs(exact[i].pixels[k] - live[i].pixels[k]));
    }
  }
  // bf16, where it is used, rounds to about three digits.
  CHECK(worst <= 12);
}

TEST_CASE("pictures become codes, independent of their company") {
  for (const char* preset : {"report-vae", "fast-vae"}) {
    CAPTURE(preset);
    const auto model = model_of(preset);
    std::vector<ImagePtr> pictures;
    for (Image& image : model->decode(seeded_latents(4, 3, kLatent), DrawMode::kExact)) {
      pictures.push_back(std::make_shared<const Image>(std::move(image)));
    }
    const std::vector<Latent> codes = model->encode(pictures, DrawMode::kExact);
    REQUIRE(codes.size() == 3);
    CHECK(codes[0].size() == kLatent);
    const std::vector<Latent> last =
        model->encode(std::span(pictures).subspan(2), DrawMode::kExact);
    CHECK(last[0] == codes[2]);
  }
}

TEST_CASE("raw and averaged weights draw different pictures, and neither needs codes") {
  const std::vector<Latent> codes = seeded_latents(3, 1, kLatent);
  const auto averaged = model_of("report-vae", true);
  const auto raw = model_of("report-vae", false);
  CHECK((averaged->decode(codes, DrawMode::kExact) != raw->decode(codes, DrawMode::kExact)));
  CHECK(raw->decode({}, DrawMode::kExact).empty());
  CHECK(raw->encode({}, DrawMode::kLive).empty());
}

TEST_CASE("the sampler maps a latent to the code") {
  const auto model = model_of("report-vae");
  CHECK(model->default_sampler() == Sampler::kPrior);
  const Latent z(kLatent, 1.0F);
  CHECK(code_of(*model, z, Sampler::kPrior) == z);
  // A model without a flow draws from the Gaussian.
  for (const Sampler sampler : {Sampler::kGaussian, Sampler::kFlow}) {
    for (const float value : code_of(*model, z, sampler)) {
      CHECK(value == doctest::Approx(2.5).epsilon(1e-4));
    }
  }
}

TEST_CASE("a flow carries latents before they become codes, each by itself") {
  Weights moved = *random_weights("fast-vae");
  moved.ema.at("flow.velocity.bias").fill_(0.25);
  Result<std::unique_ptr<PictureModel>> model = PictureModel::create(make_weights(moved), true);
  REQUIRE(model);
  for (const float value : code_of(**model, Latent(kLatent, 1.0F), Sampler::kFlow)) {
    CHECK(value == doctest::Approx(0.5 + 2 * 1.25).epsilon(1e-4));
  }
  moved.ema.at("flow.velocity.weight").normal_(0, 0.1);
  model = PictureModel::create(make_weights(moved), true);
  REQUIRE(model);
  const SeededDraws draws = seeded_draws(1, 21, kLatent);
  const std::vector<Latent> together =
      (*model)->codes_of(draws.latents, Sampler::kFlow, draws.choices);
  REQUIRE(together.size() == 21);
  CHECK(code_of(**model, draws.latents[20], Sampler::kFlow) == together[20]);
  CHECK(code_of(**model, draws.latents[20], Sampler::kGaussian) != together[20]);
}

TEST_CASE("pixels are rounded to the nearest of 256 values") {
  at::Tensor pictures = empty_pictures(2).fill_(0.5 / 255);
  pictures[1].fill_(1);
  const std::vector<Image> images = to_images(pictures, 2);
  CHECK(images[0].pixels[0] == 1);
  CHECK(images[1].pixels[kFaceBytes - 1] == 255);
  std::vector<std::uint8_t> rgb(kFaceBytes);
  for (std::size_t i = 0; i < rgb.size(); ++i) rgb[i] = static_cast<std::uint8_t>(i % 256);
  set_picture(pictures, 1, rgb);
  CHECK(to_images(pictures, 2)[1].pixels == rgb);
}

TEST_CASE("weights that lack a tensor make no model") {
  Weights weights = *random_weights("report-vae");
  weights.ema.erase("decoder.seed.bias");
  const auto model = PictureModel::create(make_weights(std::move(weights)), true);
  REQUIRE_FALSE(model);
  CHECK(model.error().message.find("decoder.seed.bias") != std::string::npos);
}

}  // namespace
}  // namespace facet
