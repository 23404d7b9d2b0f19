#include <ATen/ATen.h>

#include <cmath>
#include <string>

#include "core/model/picture_model.h"
#include "core/train/gan_loss.h"
#include "core/train/trainer.h"
#include "tests/core/train/toy_dataset.h"

// Last: LibTorch has a macro CHECK of its own.
#include <doctest/doctest.h>

namespace facet {
namespace {

std::unique_ptr<Trainer> trainer_of(const char* preset, int batch, std::int64_t pictures,
                                    Precision precision = Precision::kFp32, int threads = 1) {
  TrainingPlan plan = plan_for(*find_preset(preset), "toy");
  plan.batch = batch;
  plan.threads = threads;
  plan.precision = precision;
  plan.device = Device::kCpu;
  Result<std::unique_ptr<Trainer>> trainer =
      Trainer::create(plan, std::make_shared<ToyDataset>(pictures));
  REQUIRE(trainer);
  return *std::move(trainer);
}

std::vector<LossPoint> train(Trainer& trainer, int steps) {
  for (int i = 0; i < steps; ++i) {
    const Status status = trainer.step();
    REQUIRE_MESSAGE(status, (status ? "" : status.error().message));
  }
  Result<std::vector<LossPoint>> losses = trainer.take_losses();
  REQUIRE(losses);
  return *std::move(losses);
}

TEST_CASE("the first loss of the report's autoencoder is that of pictures drawn grey") {
  const auto trainer = trainer_of("report-ae", 16, 32);
  const std::vector<LossPoint> losses = train(*trainer, 1);
  CHECK(losses[0].total() == doctest::Approx(std::log(2.0)).epsilon(0.02));
  CHECK(std::isfinite(trainer->held_out_psnr_db(4)));
}

TEST_CASE("the report's GAN begins where neither of the two knows anything") {
  for (const char* preset : {"report-gan", "report-gan-notebook"}) {
    CAPTURE(preset);
    const auto trainer = trainer_of(preset, 8, 64);
    const LossPoint first = train(*trainer, 1)[0];
    const auto [loss_g, loss_d, on_real, on_generated, gradient_g, gradient_d] = first.values;
    // The discriminator's output begins near 1/2, and each cross-entropy near ln 2.
    CHECK(loss_d == doctest::Approx(std::log(2.0)).epsilon(0.1));
    CHECK(loss_g == doctest::Approx(std::log(2.0)).epsilon(0.1));
    CHECK(on_real == doctest::Approx(0.5).epsilon(0.15));
    CHECK(on_generated == doctest::Approx(0.5).epsilon(0.05));
    CHECK(gradient_g > 0);
    CHECK(gradient_d > 0);
  }
}

TEST_CASE("an epoch of the report's GAN is half as many steps as there are batches") {
  CHECK(trainer_of("report-gan", 8, 72)->training_pictures() == 65);
  CHECK(trainer_of("report-gan", 8, 72)->steps_per_epoch() == 4);
  CHECK(trainer_of("fast-gan", 8, 72)->steps_per_epoch() == 8);
}

TEST_CASE("a discriminator learns to tell real pictures from generated ones") {
  const LossPoint last = train(*trainer_of("report-gan", 8, 64), 10).back();
  CHECK(last.values[2] > last.values[3] + 0.1F);
}

TEST_CASE("the gradient penalty is the squared slope, and its gradient that of the slope") {
  const at::Tensor slope = at::arange(1, 4, at::kFloat).view({1, 3, 1, 1}).expand({1, 3, 2, 2});
  at::Tensor weight = slope.clone().requires_grad_(true);
  at::Tensor pictures = at::ones({5, 3, 2, 2}).requires_grad_(true);
  const at::Tensor penalty =
      gradient_penalty((pictures * weight).sum({1, 2, 3}).square() / 2, pictures);
  // d/dx (w.x)^2 / 2 = (w.x) w, and w.x = 24.
  const double squared = slope.square().sum().item<double>();
  CHECK(penalty.item<double>() == doctest::Approx(24 * 24 * squared));
  penalty.backward();
  // d/dw (w.x)^2 |w|^2 = 2 (w.x) |w|^2 x + 2 (w.x)^2 w
  const at::Tensor expected = 2 * 24 * squared + 2 * 24 * 24 * slope;
  CHECK((weight.grad() - expected).abs().max().item<double>() < 0.1);
}

TEST_CASE("labels 1 and 0 are the two sides of the cross-entropy") {
  const at::Tensor logits = at::full({4}, 1.5);
  CHECK(label_cross_entropy(logits, true).item<double>() ==
        doctest::Approx(-std::log(1 / (1 + std::exp(-1.5)))));
  CHECK(label_cross_entropy(logits, false).item<double>() ==
        doctest::Approx(-std::log(1 - 1 / (1 + std::exp(-1.5)))));
}

TEST_CASE("the variety loss is least for numbers of mean 0 and variance 1") {
  const at::Tensor even = at::tensor({-1.0F, 1.0F, -1.0F, 1.0F}).view({4, 1}) * std::sqrt(0.75F);
  CHECK(variety_loss(even).item<double>() == doctest::Approx(0).epsilon(1e-6));
  CHECK(variety_loss(even + 2).item<double>() == doctest::Approx(4));
  CHECK(variety_loss(even * 2).item<double>() == doctest::Approx(9));
  const at::Tensor both = at::cat({even, even * 2}, 1);
  CHECK(variety_loss(both).item<double>() == doctest::Approx(4.5));
}

TEST_CASE("a GAN has no reconstructions to measure") {
  CHECK(std::isnan(trainer_of("fast-gan", 4, 16)->held_out_psnr_db(4)));
}

TEST_CASE("a GAN's snapshot draws without its discriminator, from the prior") {
  const auto trainer = trainer_of("fast-gan", 4, 16);
  train(*trainer, 1);
  const WeightsPtr weights = trainer->snapshot();
  for (const auto& [name, tensor] : weights->parameters) {
    CHECK_MESSAGE(name.starts_with("generator."), name);
  }
  Result<std::unique_ptr<PictureModel>> model = PictureModel::create(weights, true);
  REQUIRE(model);
  CHECK_FALSE((*model)->has_encoder());
  const Latent z((*model)->latent(), 0.5F);
  const double choice = 0;
  CHECK((*model)->codes_of(std::span(&z, 1), Sampler::kPrior, std::span(&choice, 1))[0] == z);
  CHECK((*model)->decode(std::span(&z, 1), DrawMode::kExact).size() == 1);
}

TEST_CASE("a GAN in bf16 follows one in fp32") {
  const LossPoint exact = train(*trainer_of("fast-gan", 8, 32), 2).back();
  const LossPoint fast = train(*trainer_of("fast-gan", 8, 32, Precision::kBf16), 2).back();
  CHECK(fast.values[1] == doctest::Approx(exact.values[1]).epsilon(0.1));
}

TEST_CASE("a GAN that learns in parts of a batch learns what it learns from the whole") {
  for (const char* preset : {"fast-gan", "report-gan"}) {
    CAPTURE(preset);
    const auto whole = trainer_of(preset, 6, 32);
    // Where the networks begin is computed by several threads too.
    const TrainerState start = whole->save_state();
    const LossPoint expected = train(*whole, 3).back();
    const auto in_parts = [&] {
      const auto parted = trainer_of(preset, 6, 32, Precision::kFp32, /*threads=*/3);
      REQUIRE(parted->load_state(start, "state"));
      return train(*parted, 3).back();
    };
    const LossPoint seen = in_parts();
    for (std::size_t i = 0; i < seen.values.size(); ++i) {
      CAPTURE(i);
      CHECK(seen.values[i] == doctest::Approx(expected.values[i]).epsilon(1e-3));
    }
    CHECK(in_parts().values == seen.values);
  }
}

TEST_CASE("a GAN of before its discriminator was told of roughness trains on") {
  const auto trainer = trainer_of("fast-gan", 4, 16);
  train(*trainer, 1);
  TrainerState without = trainer->save_state();
  TrainerState older = without;
  for (const char* prefix : {"", "optimizer.mean.", "optimizer.square."}) {
    const std::string name = std::string(prefix) + "discriminator.patches.weight";
    const at::Tensor patches = without.tensors.at(name).narrow(1, 0, 48).clone();
    older.tensors[name] = patches;
    without.tensors[name] = at::constant_pad_nd(patches, {0, 0, 0, 0, 0, 12});
  }
  const auto goes_on = [](const TrainerState& state) {
    const auto again = trainer_of("fast-gan", 4, 16);
    const Status loaded = again->load_state(state, "state");
    REQUIRE_MESSAGE(loaded, (loaded ? "" : loaded.error().message));
    return train(*again, 2).back().values;
  };
  CHECK(goes_on(older) == goes_on(without));
}

}  // namespace
}  // namespace facet
