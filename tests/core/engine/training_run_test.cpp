#include "core/engine/training_run.h"

#include <cmath>
#include <filesystem>
#include <fstream>

#include "core/base/files.h"
#include "core/engine/run_folder.h"
#include "core/image/codec.h"
#include "core/model/checkpoint.h"
#include "tests/core/engine/temporary_folder.h"
#include "tests/core/engine/tiny_run.h"
#include "tests/core/model/weights_hashes.h"

// Last: LibTorch has a macro CHECK of its own.
#include <doctest/doctest.h>

namespace facet {
namespace {

namespace fs = std::filesystem;
using test::TemporaryFolder;
using test::tiny_data;
using test::tiny_options;
using test::tiny_plan;
using test::tiny_run;

Result<std::unique_ptr<TrainingRun>> resume(const std::string& path, ResumeRequest request = {}) {
  return TrainingRun::resume(path, tiny_data(), request, tiny_options());
}

std::unique_ptr<TrainingRun> go_on(const std::string& path, std::int64_t steps) {
  ResumeRequest request;
  request.steps = steps;
  auto run = resume(path, request);
  REQUIRE(run);
  while (!(*run)->done()) REQUIRE((*run)->advance());
  REQUIRE((*run)->finish());
  return std::move(*run);
}

TEST_CASE("a finished run has its record, checkpoint, journal, quality and a grid of each epoch") {
  const TemporaryFolder folder;
  const std::string path = folder / "run";
  const auto run = tiny_run(path, 10, true);
  REQUIRE(run);
  const TrainingView view = run->view();
  CHECK(view.state == TrainingState::kFinished);
  CHECK(view.step == 10);
  CHECK(view.images == 10);
  CHECK(view.epoch == doctest::Approx(10.0 / 9));
  CHECK(view.checkpoint_step == 10);
  CHECK(view.training_pictures == 9);
  CHECK(view.held_out_pictures == 1);
  CHECK(view.curves->losses.size() == 10);
  CHECK(view.psnr_db > 3);
  CHECK(view.seconds > 0);
  CHECK(run->mean_images_per_s() > 0);
  CHECK(view.memory_bytes > 1e7);
  CHECK(read_run_record(path)->plan == tiny_plan(10));
  CHECK(fs::exists(checkpoint_path(path, 10)));
  REQUIRE(fs::exists(path + "/pictures/epoch-0001.png"));
  const auto grid = read_picture(path + "/pictures/epoch-0001.png");
  REQUIRE(grid);
  CHECK(grid->image.width == 640);
  CHECK_FALSE(grid->recipe.empty());
}

TEST_CASE("half a run, resumed, is the whole run to the bit") {
  const TemporaryFolder folder;
  const auto whole = tiny_run(folder / "whole", 8);
  REQUIRE(whole);
  tiny_run(folder / "halves", 4);
  const auto halves = go_on(folder / "halves", 8);
  CHECK(test::hashes(*halves->snapshot()) == test::hashes(*whole->snapshot()));
  const auto a = read_file(checkpoint_path(folder / "whole", 8));
  const auto b = read_file(checkpoint_path(folder / "halves", 8));
  REQUIRE(a);
  CHECK(*a == *b);
  CHECK(halves->view().curves->losses.size() == 8);
}

TEST_CASE("a learning rate changed in mid-run is marked, saved and resumed to the bit") {
  const TemporaryFolder folder;
  auto whole = TrainingRun::create(tiny_plan(6), tiny_data(), folder / "a", tiny_options());
  REQUIRE(whole);
  auto half = TrainingRun::create(tiny_plan(3), tiny_data(), folder / "b", tiny_options());
  REQUIRE(half);
  for (auto* run : {whole->get(), half->get()}) {
    REQUIRE(run->advance());
    run->change({3e-4, 0.5});
    REQUIRE(run->advance());
    REQUIRE(run->advance());
  }
  REQUIRE((*half)->finish());
  half->reset();
  const auto resumed = go_on(folder / "b", 6);
  while (!(*whole)->done()) REQUIRE((*whole)->advance());
  CHECK(test::hashes(*resumed->snapshot()) == test::hashes(*(*whole)->snapshot()));
  CHECK(resumed->view().plan.learning_rate == 3e-4);
  REQUIRE(resumed->view().curves->markers.size() == 2);
  CHECK(resumed->view().curves->markers[0].step == 1);
}

TEST_CASE("what may change in mid-run is checked before a run is gone on with") {
  const TemporaryFolder folder;
  tiny_run(folder / "run", 2);
  const auto refusal = [&](const ResumeRequest& request) {
    const auto run = resume(folder / "run", request);
    return run ? std::string("none") : run.error().message;
  };
  ResumeRequest request;
  request.sharpening = -1;
  CHECK(refusal(request).find("--sharpening is -1") != std::string::npos);
  request.sharpening = 1;
  CHECK(refusal(request).find("fast-vae and gpu-vae, not for report-vae") != std::string::npos);
  request = {};
  request.learning_rate = 0;
  CHECK(refusal(request).find("--lr is 0") != std::string::npos);
  CHECK(refusal({}) == "none");
}

TEST_CASE("sharpening asked for in mid-run is marked, saved and gone on with") {
  const TemporaryFolder folder;
  TrainingPlan plan = tiny_plan(2);
  plan.preset = "fast-vae";
  auto first = TrainingRun::create(plan, tiny_data(), folder / "run", tiny_options());
  REQUIRE(first);
  while (!(*first)->done()) REQUIRE((*first)->advance());
  REQUIRE((*first)->finish());
  first->reset();
  ResumeRequest request;
  request.steps = 3;
  request.sharpening = 0.5;
  auto second = resume(folder / "run", request);
  REQUIRE(second);
  while (!(*second)->done()) REQUIRE((*second)->advance());
  REQUIRE((*second)->finish());
  REQUIRE((*second)->view().curves->markers.size() == 1);
  CHECK((*second)->view().curves->markers[0].text == "sharpening 0 to 0.5");
  second->reset();
  CHECK(go_on(folder / "run", 4)->view().plan.sharpening == 0.5);
}

TEST_CASE("a GAN begins as a trained VAE, and goes on without it") {
  const TemporaryFolder folder;
  TrainingPlan plan = tiny_plan(2);
  plan.preset = "fast-vae";
  {
    auto vae = TrainingRun::create(plan, tiny_data(), folder / "vae", tiny_options());
    REQUIRE(vae);
    while (!(*vae)->done()) REQUIRE((*vae)->advance());
    REQUIRE((*vae)->finish());
  }
  plan.preset = "fast-gan";
  plan.start = folder / "nowhere";
  CHECK(TrainingRun::create(plan, tiny_data(), folder / "gan", tiny_options()).error().where ==
        plan.start);
  plan.start = folder / "vae";
  plan.latent = 15;
  const auto short_codes = TrainingRun::create(plan, tiny_data(), folder / "gan", tiny_options());
  REQUIRE_FALSE(short_codes);
  CHECK(short_codes.error().message.find("give --latent 16 or more") != std::string::npos);
  CHECK_FALSE(fs::exists(folder / "gan"));
  plan.latent = 20;
  {
    auto gan = TrainingRun::create(plan, tiny_data(), folder / "gan", tiny_options());
    REQUIRE(gan);
    while (!(*gan)->done()) REQUIRE((*gan)->advance());
    REQUIRE((*gan)->finish());
  }
  plan.start = folder / "gan";
  const auto no_vae = TrainingRun::create(plan, tiny_data(), folder / "other", tiny_options());
  REQUIRE_FALSE(no_vae);
  CHECK(no_vae.error().message.find("this is a fast-gan") != std::string::npos);

  fs::remove_all(folder / "vae");
  CHECK(go_on(folder / "gan", 3)->view().plan.start == folder / "vae");
  CHECK(go_on(folder / "gan", 4)->view().plan.start == folder / "vae");
  ResumeRequest request;
  request.start = folder / "other";
  CHECK(resume(folder / "gan", request).error().message.find("--start") != std::string::npos);
}

TEST_CASE("measuring quality and saving touch neither generators nor weights") {
  const TemporaryFolder folder;
  auto quiet = TrainingRun::create(tiny_plan(5), tiny_data(), folder / "a", tiny_options());
  auto busy = TrainingRun::create(tiny_plan(5), tiny_data(), folder / "b", tiny_options());
  REQUIRE(quiet);
  REQUIRE(busy);
  while (!(*quiet)->done()) REQUIRE((*quiet)->advance());
  while (!(*busy)->done()) {
    REQUIRE((*busy)->advance());
    REQUIRE((*busy)->finish());
  }
  CHECK(test::hashes(*(*busy)->snapshot()) == test::hashes(*(*quiet)->snapshot()));
}

TEST_CASE("an existing run is refused, and a run in use is busy") {
  const TemporaryFolder folder;
  const auto run = tiny_run(folder / "run", 1);
  REQUIRE(run);
  const auto again = TrainingRun::create(tiny_plan(1), tiny_data(), folder / "run", tiny_options());
  REQUIRE_FALSE(again);
  CHECK(again.error().message.find("--resume") != std::string::npos);
  const auto second = resume(folder / "run");
  REQUIRE_FALSE(second);
  CHECK(second.error().code == ErrorCode::kBusy);
}

TEST_CASE("other data, preset, seed, batch or latent cannot be resumed with") {
  const TemporaryFolder folder;
  REQUIRE(tiny_run(folder / "run", 1));
  const auto other =
      TrainingRun::resume(folder / "run", *open_dataset("drawn:10:2"), {}, tiny_options());
  REQUIRE_FALSE(other);
  CHECK(other.error().message.find("other data") != std::string::npos);
  std::vector<ResumeRequest> requests(4);
  requests[0].preset = "fast-vae";
  requests[1].training_seed = 5;
  requests[2].batch = 9;
  requests[3].latent = 17;
  for (const ResumeRequest& request : requests) {
    const auto run = resume(folder / "run", request);
    REQUIRE_FALSE(run);
    CHECK(run.error().code == ErrorCode::kBadInput);
  }
  ResumeRequest same;
  same.preset = "report-vae";
  same.batch = 1;
  CHECK(resume(folder / "run", same));
}

TEST_CASE("a run without a checkpoint begins again from its run.json") {
  const TemporaryFolder folder;
  const std::string path = folder / "run";
  const auto fresh = tiny_run(folder / "fresh", 3);
  REQUIRE(tiny_run(path, 2));
  for (const std::string& file : checkpoint_files(path)) fs::remove(file);
  const auto run = go_on(path, 3);
  CHECK(test::hashes(*run->snapshot()) == test::hashes(*fresh->snapshot()));
}

TEST_CASE("a damaged newest checkpoint falls back to the one before and says so") {
  const TemporaryFolder folder;
  const std::string path = folder / "run";
  const auto whole = tiny_run(folder / "whole", 5);
  REQUIRE(tiny_run(path, 2));
  go_on(path, 4);
  REQUIRE(checkpoint_files(path).size() == 2);
  fs::resize_file(checkpoint_path(path, 4), fs::file_size(checkpoint_path(path, 4)) / 2);
  {
    auto run = resume(path);
    REQUIRE(run);
    CHECK((*run)->step() == 2);
    CHECK_FALSE((*run)->take_notices().empty());
  }
  const auto run = go_on(path, 5);
  CHECK(test::hashes(*run->snapshot()) == test::hashes(*whole->snapshot()));
  CHECK(newest_checkpoint(path)->state.step == 5);
}

TEST_CASE("when no checkpoint can be read nothing is thrown away") {
  const TemporaryFolder folder;
  const std::string path = folder / "run";
  REQUIRE(tiny_run(path, 2));
  std::ofstream(checkpoint_path(path, 2)) << "damaged";
  const auto run = resume(path);
  REQUIRE_FALSE(run);
  CHECK(to_string(run.error()).find("safetensors") != std::string::npos);
  CHECK(fs::exists(checkpoint_path(path, 2)));
}

TEST_CASE("what a killed write has left does not disturb a run that goes on") {
  const TemporaryFolder folder;
  const std::string path = folder / "run";
  REQUIRE(tiny_run(path, 1));
  // A write that was cut short leaves a temporary file only.
  std::ofstream(path + "/checkpoint/00000002.safetensors.99.tmp") << std::string(5000, 'x');
  std::ofstream(path + "/journal.jsonl", std::ios::app) << "{\"kind\":\"los";
  const auto run = go_on(path, 3);
  CHECK(run->step() == 3);
  CHECK_FALSE(fs::exists(path + "/checkpoint/00000002.safetensors.99.tmp"));
  CHECK(newest_checkpoint(path)->state.step == 3);
}

TEST_CASE("a limit in seconds counts this call") {
  const TemporaryFolder folder;
  REQUIRE(tiny_run(folder / "run", 1));
  ResumeRequest request;
  request.seconds = 0.2;
  auto run = resume(folder / "run", request);
  REQUIRE(run);
  while (!(*run)->done()) REQUIRE((*run)->advance());
  CHECK((*run)->step() > 1);
  CHECK((*run)->view().seconds >= 0.2);
  CHECK((*run)->view().seconds < 20);
}

TEST_CASE("training that diverges goes back to its last good weights and says so") {
  const TemporaryFolder folder;
  auto run = TrainingRun::create(tiny_plan(2000), tiny_data(), folder / "run", tiny_options());
  REQUIRE(run);
  for (int i = 0; i < 3; ++i) REQUIRE((*run)->advance());
  REQUIRE((*run)->save());
  const std::string good = test::hashes(*(*run)->snapshot());
  (*run)->change({1e30, 1});
  Status status;
  while (status && !(*run)->done()) status = (*run)->advance();
  REQUIRE_FALSE(status);
  CHECK(status.error().code == ErrorCode::kDiverged);
  CHECK((*run)->view().state == TrainingState::kFailed);
  CHECK((*run)->step() == 3);
  CHECK(test::hashes(*(*run)->snapshot()) == good);
  const auto notices = (*run)->take_notices();
  REQUIRE_FALSE(notices.empty());
  CHECK(notices.back().level == Notice::Level::kError);
  CHECK(notices.back().text.find("back to step 3") != std::string::npos);
  (*run)->retry();
  (*run)->change({1e-3, 1});
  CHECK_FALSE((*run)->done());
  CHECK((*run)->advance());
}

TEST_CASE("a run that is made where nothing can be written is an error and leaves nothing") {
  CHECK_FALSE(TrainingRun::create(tiny_plan(1), tiny_data(), "/proc/run", tiny_options()));
  TrainingPlan plan = tiny_plan(1);
  plan.batch = 0;
  const TemporaryFolder folder;
  CHECK_FALSE(TrainingRun::create(plan, tiny_data(), folder / "run", tiny_options()));
  CHECK_FALSE(fs::exists(folder / "run"));
}

}  // namespace
}  // namespace facet
