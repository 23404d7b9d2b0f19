#include "core/train/trainer.h"

#include <ATen/ATen.h>

#include <cmath>
#include <filesystem>
#include <set>

#include "core/model/checkpoint.h"
#include "core/model/picture_model.h"
#include "core/train/batch_source.h"

// Last: LibTorch has a macro CHECK of its own.
#include "tests/core/model/weights_hashes.h"
#include "tests/core/train/toy_training.h"

namespace facet {
namespace {

using test::plan_of;
using test::train;
using test::trainer_of;

void check_equal(const TensorMap& a, const TensorMap& b) {
  REQUIRE(a.size() == b.size());
  for (const auto& [name, tensor] : a) {
    CAPTURE(name);
    CHECK(at::equal(tensor, b.at(name)));
  }
}

TEST_CASE("a training that is saved and resumed equals one that never stopped, to the bit") {
  for (const char* preset : {"report-vae", "fast-vae", "report-ae", "report-gan", "fast-gan"}) {
    CAPTURE(preset);
    const TrainingPlan plan = plan_of(preset);
    // 22 training pictures make 5 batches: the resumed half crosses the end of an epoch.
    const auto whole = trainer_of(plan);
    train(*whole, 6);

    const auto first = trainer_of(plan);
    train(*first, 3);
    const std::string path =
        (std::filesystem::temp_directory_path() / "facet_train_test.safetensors").string();
    REQUIRE(write_checkpoint(path, first->save_state()));
    const Result<TrainerState> state = read_checkpoint(path);
    std::filesystem::remove(path);
    REQUIRE(state);
    const auto second = trainer_of(plan);
    train(*second, 1);  // what was there before must not matter
    REQUIRE(second->load_state(*state, path));
    CHECK(second->steps_done() == 3);
    train(*second, 3);

    check_equal(whole->save_state().tensors, second->save_state().tensors);
    CHECK(whole->save_state().settings == second->save_state().settings);
    CHECK(test::hashes(*whole->snapshot()) == test::hashes(*second->snapshot()));
  }
}

TEST_CASE("measuring, drawing and saving leave a training as it is") {
  const TrainingPlan plan = plan_of("fast-vae");
  const auto plain = trainer_of(plan);
  train(*plain, 4);
  const auto watched = trainer_of(plan);
  for (int i = 0; i < 4; ++i) {
    train(*watched, 1);
    watched->snapshot();
    watched->save_state();
    CHECK(std::isfinite(watched->held_out_psnr_db(10)));
    REQUIRE(watched->take_losses());
  }
  check_equal(plain->save_state().tensors, watched->save_state().tensors);
}

TEST_CASE("a snapshot keeps its values while training goes on") {
  const auto trainer = trainer_of(plan_of("fast-vae"));
  train(*trainer, 2);
  const WeightsPtr snapshot = trainer->snapshot();
  const std::string sealed = test::hashes(*snapshot);
  CHECK(snapshot->step == 2);
  CHECK(snapshot->data_hash == trainer->dataset().hash());
  train(*trainer, 2);
  CHECK(test::hashes(*make_weights(*snapshot)) == sealed);
  CHECK(test::hashes(*trainer->snapshot()) != sealed);
}

TEST_CASE("the first loss of the report's VAE is that of pictures drawn grey") {
  const auto trainer = trainer_of(plan_of("report-vae", 16), 32);
  train(*trainer, 1);
  const Result<std::vector<LossPoint>> losses = trainer->take_losses();
  REQUIRE(losses);
  REQUIRE(losses->size() == 1);
  const LossPoint& loss = losses->front();
  // Every pixel begins near sigmoid(0), and its cross-entropy near ln 2.
  CHECK(loss.values[1] == doctest::Approx(std::log(2.0)).epsilon(0.02));
  CHECK(loss.values[2] >= 0);
  CHECK(loss.values[2] < 8);
  CHECK(loss.total() == doctest::Approx(loss.values[1] + loss.values[2] / 12288).epsilon(1e-5));
}

TEST_CASE("a few pictures are learnt by heart within seconds") {
  TrainingPlan plan = plan_of("fast-vae", 32);
  plan.latent = 3;            // too few for what is linear, with which the training begins
  plan.learning_rate = 1e-2;  // a run this short ends within the recipe's warm-up
  const auto trainer = trainer_of(plan, 8);
  const double before = trainer->held_out_psnr_db(8);
  train(*trainer, 40);
  CHECK(trainer->held_out_psnr_db(8) > before + 6);
}

TEST_CASE("the report's VAE lowers its loss from the first steps on") {
  const auto trainer = trainer_of(plan_of("report-vae", 8), 8);
  train(*trainer, 10);
  const Result<std::vector<LossPoint>> losses = trainer->take_losses();
  REQUIRE(losses);
  REQUIRE(losses->size() == 10);
  CHECK(losses->back().total() < losses->front().total() - 0.005F);
}

TEST_CASE("the measured PSNR is the one of the drawn pictures") {
  const auto trainer = trainer_of(plan_of("fast-vae", 16), 40);
  train(*trainer, 20);
  const Result<std::unique_ptr<PictureModel>> model =
      PictureModel::create(trainer->snapshot(), true);
  REQUIRE(model);
  const Dataset& data = trainer->dataset();
  std::vector<ImagePtr> originals;
  for (std::int64_t i = data.training_size(); i < data.size(); ++i) {
    originals.push_back(data.picture(i));
  }
  REQUIRE(originals.size() == 4);
  const std::vector<Image> drawn =
      (*model)->decode((*model)->encode(originals, DrawMode::kExact), DrawMode::kExact);
  double sum = 0;
  for (std::size_t i = 0; i < drawn.size(); ++i) {
    double error = 0;
    for (std::size_t k = 0; k < kFaceBytes; ++k) {
      const double difference = drawn[i].pixels[k] - originals[i]->pixels[k];
      error += difference * difference;
    }
    sum += -10 * std::log10(error / (255.0 * 255.0) / static_cast<double>(kFaceBytes));
  }
  CHECK(trainer->held_out_psnr_db(500) == doctest::Approx(sum / 4).epsilon(0.002));
}

TEST_CASE("a checkpoint of another preset, latent length, seed, batch or data set is refused") {
  const TrainerState state = trainer_of(plan_of("fast-vae"))->save_state();
  const auto message = [&](const TrainingPlan& plan, std::int64_t pictures = 24) {
    const Status status = trainer_of(plan, pictures)->load_state(state, "file");
    REQUIRE_FALSE(status);
    CHECK(status.error().where == "file");
    return status.error().message;
  };
  TrainingPlan plan = plan_of("fast-vae");
  CHECK(message(plan_of("report-vae")).find("preset fast-vae") != std::string::npos);
  plan.latent = 9;
  CHECK(message(plan).find("latent length 8") != std::string::npos);
  plan = plan_of("fast-vae");
  plan.training_seed = 7;
  CHECK(message(plan).find("training seed") != std::string::npos);
  plan = plan_of("fast-vae", 5);
  CHECK(message(plan).find("batch 4") != std::string::npos);
  CHECK(message(plan_of("fast-vae"), 25).find("data of hash") != std::string::npos);
}

TEST_CASE("impossible plans are refused before anything is made") {
  const auto data = std::make_shared<ToyDataset>(12);
  TrainingPlan plan = plan_of("fast-vae");
  CHECK(Trainer::create(plan, std::make_shared<ToyDataset>(0)).error().code ==
        ErrorCode::kBadInput);
  plan.batch = 0;
  CHECK(Trainer::create(plan, data).error().code == ErrorCode::kUsage);
}

TEST_CASE("an epoch shows every training picture once, in an order of its own") {
  const auto data = std::make_shared<ToyDataset>(40);
  BatchSource source(data, 6, 1024, at::kCPU);
  REQUIRE(source.batches_per_epoch() == 6);
  const auto epoch_of = [&](BatchSource& from, std::int64_t epoch) {
    std::vector<float> sums;
    for (std::int64_t i = 0; i < 6; ++i) {
      const at::Tensor sum = from.batch(epoch * 6 + i).sum({1, 2, 3});
      for (std::int64_t k = 0; k < 6; ++k) sums.push_back(sum[k].item<float>());
    }
    return sums;
  };
  const std::vector<float> first = epoch_of(source, 0);
  CHECK(std::set<float>(first.begin(), first.end()).size() == 36);
  const std::vector<float> second = epoch_of(source, 1);
  CHECK((first != second));
  // Asked for again, after another epoch, and from pictures that are read one by one: the same.
  BatchSource slow(std::make_shared<ToyDataset>(40, 1, false), 6, 1024, at::kCPU);
  CHECK((epoch_of(slow, 0) == first));
  CHECK((epoch_of(source, 0) == first));
  BatchSource other(data, 6, 1025, at::kCPU);
  CHECK((epoch_of(other, 0) != first));
}

TEST_CASE("fewer pictures than a batch are repeated") {
  BatchSource source(std::make_shared<ToyDataset>(3), 8, 1, at::kCPU);
  CHECK(source.batches_per_epoch() == 1);
  CHECK(source.batch(5).sizes() == at::IntArrayRef({8, 3, 64, 64}));
}

TEST_CASE("a plan is resolved to what this machine has") {
  TrainingPlan plan = plan_for(*find_preset("fast-vae"), "toy");
  plan.batch = 2;
  const std::string cache =
      (std::filesystem::temp_directory_path() / "facet_train_test_cache").string();
  std::filesystem::remove_all(cache);
  const Result<TrainingPlan> resolved = resolve_plan(plan, cache);
  REQUIRE(resolved);
  CHECK(resolved->threads >= 1);
  CHECK(resolved->precision != Precision::kAuto);
  CHECK(resolved->device != Device::kAuto);
  CHECK(*resolve_plan(plan, cache) == *resolved);
  plan.threads = 3;
  plan.precision = Precision::kBf16;
  CHECK(resolve_plan(plan, cache)->threads == 3);
  CHECK(resolve_plan(plan, cache)->precision == Precision::kBf16);
  if (resolved->device == Device::kCpu) {
    plan.device = Device::kCuda;
    CHECK(resolve_plan(plan, cache).error().code == ErrorCode::kUnsupported);
    CHECK(Trainer::create(plan, std::make_shared<ToyDataset>(9)).error().code ==
          ErrorCode::kUnsupported);
  }
  std::filesystem::remove_all(cache);
}

TEST_CASE("training in bf16 follows training in fp32") {
  TrainingPlan plan = plan_of("fast-vae", 8);
  const auto exact = trainer_of(plan);
  plan.precision = Precision::kBf16;
  const auto fast = trainer_of(plan);
  train(*exact, 3);
  train(*fast, 3);
  const std::vector<LossPoint> a = *exact->take_losses();
  const std::vector<LossPoint> b = *fast->take_losses();
  for (std::size_t i = 0; i < a.size(); ++i) {
    CHECK(b[i].total() == doctest::Approx(a[i].total()).epsilon(0.05));
  }
}

TEST_CASE("a learning rate that is far too high is reported as divergence") {
  TrainingPlan plan = plan_of("fast-vae");
  plan.learning_rate = 1e20;
  const auto trainer = trainer_of(plan);
  train(*trainer, 4);
  const Result<std::vector<LossPoint>> losses = trainer->take_losses();
  REQUIRE_FALSE(losses);
  CHECK(losses.error().code == ErrorCode::kDiverged);
}

}  // namespace
}  // namespace facet
