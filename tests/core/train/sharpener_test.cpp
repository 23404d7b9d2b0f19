#include "core/train/sharpener.h"

#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "core/model/picture_model.h"
#include "core/train/trainer.h"

// Last: LibTorch has a macro CHECK of its own.
#include "tests/core/model/weights_hashes.h"
#include "tests/core/train/toy_training.h"

namespace facet {
namespace {

constexpr std::int64_t kPictures = 24;

using test::train;
using test::trainer_of;

TrainingPlan sharpened_plan(double sharpening) {
  TrainingPlan plan = test::plan_of("fast-vae");
  plan.sharpening = sharpening;
  return plan;
}

std::unique_ptr<Trainer> trainer_of(double sharpening) {
  return trainer_of(sharpened_plan(sharpening), kPictures);
}

/// Two steps, told as if they were those of a training long enough to be sharpened.
TrainerState trained_state() {
  const auto trainer = trainer_of(0);
  train(*trainer, 2);
  TrainerState state = trainer->save_state();
  state.step = 20000;
  state.settings = settings_to_json({state.step, trainer->dataset().hash(), trainer->plan()});
  return state;
}

std::unique_ptr<Trainer> resumed(const TrainerState& state, double sharpening) {
  auto trainer = trainer_of(sharpening);
  const Status loaded = trainer->load_state(state, "state");
  REQUIRE_MESSAGE(loaded, (loaded ? "" : loaded.error().message));
  return trainer;
}

std::unique_ptr<PictureModel> model_of(Trainer& trainer, bool ema = true) {
  Result<std::unique_ptr<PictureModel>> model = PictureModel::create(trainer.snapshot(), ema);
  REQUIRE(model);
  return *std::move(model);
}

void check_equal(const TensorMap& a, const TensorMap& b) {
  REQUIRE(a.size() == b.size());
  for (const auto& [name, tensor] : a) {
    CAPTURE(name);
    CHECK(at::equal(tensor, b.at(name)));
  }
}

bool has_any(const TensorMap& map, const std::string& part) {
  return std::ranges::any_of(
      map, [&](const auto& tensor) { return tensor.first.find(part) != std::string::npos; });
}

TEST_CASE("sharpening keeps every code to the bit, and changes what is drawn") {
  const TrainerState state = trained_state();
  const auto before = resumed(state, 0);
  const auto sharpened = resumed(state, 1);
  train(*sharpened, 3);

  std::vector<ImagePtr> faces;
  for (std::int64_t i = 0; i < 5; ++i) faces.push_back(sharpened->dataset().picture(i));
  for (const bool ema : {true, false}) {
    CAPTURE(ema);
    const auto old_model = model_of(*before, ema);
    const auto new_model = model_of(*sharpened, ema);
    const std::vector<Latent> codes = old_model->encode(faces, DrawMode::kExact);
    CHECK((new_model->encode(faces, DrawMode::kExact) == codes));
    const Latent z(8, 0.5F);
    const double choice = 0;
    const auto code = [&](const PictureModel& model) {
      return model.codes_of(std::span(&z, 1), Sampler::kGaussian, std::span(&choice, 1))[0];
    };
    CHECK((code(*new_model) == code(*old_model)));
    CHECK(new_model->decode(codes, DrawMode::kExact)[0].pixels !=
          old_model->decode(codes, DrawMode::kExact)[0].pixels);
  }
}

TEST_CASE("a sharpened step tells how its discriminator judges, another does not") {
  const TrainerState state = trained_state();
  const auto judges = [&](double sharpening) {
    const auto trainer = resumed(state, sharpening);
    train(*trainer, 1);
    const Result<std::vector<LossPoint>> losses = trainer->take_losses();
    REQUIRE(losses);
    const LossPoint& point = losses->back();
    return std::pair(point.values[3], point.values[4]);
  };
  const auto [on_real, on_drawn] = judges(1);
  CHECK(on_real > 0);
  CHECK(on_real < 1);
  CHECK(on_drawn > 0);
  CHECK(on_drawn < 1);
  CHECK(judges(0) == std::pair(0.0F, 0.0F));
}

TEST_CASE("a sharpened training that is saved and resumed equals one that never stopped") {
  const TrainerState state = trained_state();
  const auto whole = resumed(state, 1);
  train(*whole, 4);
  const auto first = resumed(state, 1);
  train(*first, 2);
  const auto second = resumed(first->save_state(), 1);
  train(*second, 2);
  check_equal(whole->save_state().tensors, second->save_state().tensors);
  CHECK(test::hashes(*whole->snapshot()) == test::hashes(*second->snapshot()));
}

TEST_CASE("details and discriminator are in a checkpoint from the first sharpened step on") {
  const TrainerState state = trained_state();
  const auto trainer = resumed(state, 1);
  CHECK_FALSE(has_any(trainer->save_state().tensors, "discriminator."));
  CHECK_FALSE(has_any(trainer->save_state().tensors, "decoder.details."));
  train(*trainer, 1);
  const TrainerState sharpened = trainer->save_state();
  CHECK(has_any(sharpened.tensors, "discriminator."));
  CHECK(has_any(sharpened.tensors, "ema.decoder.details."));
  CHECK_FALSE(has_any(trainer->snapshot()->parameters, "discriminator."));
  // Going back to before it, as after a divergence.
  REQUIRE(trainer->load_state(state, "state"));
  check_equal(trainer->save_state().tensors, state.tensors);
}

TEST_CASE("sharpening waits until the codes mean something") {
  const auto plain = trainer_of(0);
  const auto eager = trainer_of(1);
  train(*plain, 2);
  train(*eager, 2);
  check_equal(plain->save_state().tensors, eager->save_state().tensors);
}

TEST_CASE("training goes on with encoder and decoder once sharpening is turned off") {
  const auto trainer = resumed(trained_state(), 1);
  train(*trainer, 1);
  const TensorMap before = trainer->save_state().tensors;
  trainer->set_sharpening(0);
  train(*trainer, 1);
  const TensorMap after = trainer->save_state().tensors;
  const auto moved = [&](const char* name) { return !at::equal(before.at(name), after.at(name)); };
  CHECK(moved("encoder.posterior.weight"));
  CHECK(moved("decoder.bend.weight"));
  CHECK_FALSE(moved("decoder.details.draw.weight"));
  CHECK_FALSE(moved("discriminator.output.weight"));
}

TEST_CASE("the discriminator's gradient counts as much as it is told to") {
  const at::Generator generator = at::make_generator<at::CPUGeneratorImpl>(7);
  const auto pictures = [&](std::int64_t count) {
    return at::rand({count, 3, 64, 64}, generator).contiguous(at::MemoryFormat::ChannelsLast);
  };
  const at::Tensor real = pictures(4);
  const at::Tensor decoded = pictures(6);
  const auto gradient = [&](double weight) {
    Sharpener sharpener(1, at::kCPU, Precision::kFp32);
    return sharpener.teach(real, decoded, weight, 0, 1e-3).gradient;
  };
  const at::Tensor plain = gradient(0);
  CHECK(plain.narrow(0, 4, 2).abs().max().item<double>() == 0);
  const double share = (gradient(0.5) - plain).norm().item<double>();
  CHECK(share == doctest::Approx(0.5 * plain.norm().item<double>()).epsilon(1e-3));
}

}  // namespace
}  // namespace facet
