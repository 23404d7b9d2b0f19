#include <filesystem>

#include "core/engine/verify.h"
#include "core/model/checkpoint.h"
#include "tests/core/engine/engine_bench.h"
#include "tests/core/engine/tiny_run.h"

// Last: LibTorch has a macro CHECK of its own.
#include <doctest/doctest.h>

namespace facet {
namespace {

using test::EngineBench;
using test::TemporaryFolder;

Session example() {
  Session session;
  session.grid.rows = session.grid.columns = 2;
  session.lists = {{"a", {SeedFace{334, 1, {}, 1}}}, {"b", {SeedFace{334, 2, {}, 1}}}};
  session.arithmetic.expression = "a - b + b";
  return session;
}

TrainingPlan gan_plan(std::int64_t steps) {
  TrainingPlan plan = test::long_plan(steps);
  plan.preset = "report-gan";
  plan.batch = 2;
  plan.threads = 2;
  return plan;
}

/// The newest checkpoint of a run of `plan` that trains with nothing beside it.
TrainerState alone(const TrainingPlan& plan, const std::string& path) {
  RunOptions options = test::tiny_options();
  options.live_window = true;
  auto run = *TrainingRun::create(plan, *open_dataset(plan.data), path, options);
  while (!run->done()) REQUIRE(run->advance());
  REQUIRE(run->finish());
  run.reset();
  return (*newest_checkpoint(path)).state;
}

void check_same(const TrainerState& a, const TrainerState& b) {
  CHECK(a.step == b.step);
  REQUIRE(a.tensors.size() == b.tensors.size());
  for (const auto& [name, tensor] : a.tensors) {
    CAPTURE(name);
    REQUIRE(b.tensors.contains(name));
    CHECK(tensor.equal(b.tensors.at(name)));
  }
}

TEST_CASE("two trainings at once each compute what they compute alone, to the bit") {
  const TemporaryFolder folder;
  const TrainingPlan vae = test::long_plan(6);
  const TrainingPlan gan = gan_plan(2);
  {
    EngineBench bench;
    bench.show(example());
    bench.engine->send(StartTraining{vae, folder / "a"}, 0);
    bench.engine->send(StartTraining{gan, folder / "b"}, 1);
    REQUIRE(bench.wait_state(TrainingState::kFinished, 0));
    REQUIRE(bench.wait_state(TrainingState::kFinished, 1));
  }
  check_same((*newest_checkpoint(folder / "a")).state, alone(vae, folder / "alone-a"));
  check_same((*newest_checkpoint(folder / "b")).state, alone(gan, folder / "alone-b"));
}

TEST_CASE(
    "both trainings advance at the same pace, and one that rests leaves the time to the other") {
  EngineBench bench;
  bench.engine->send(StartTraining{test::long_plan(0), {}}, 0);
  bench.engine->send(StartTraining{test::long_plan(0), {}}, 1);
  const auto step = [&](int training) { return bench.engine->training(training)->step; };
  REQUIRE(bench.wait([&] { return step(0) > 0 && step(1) > 0; }));
  const std::int64_t a = step(0);
  const std::int64_t b = step(1);
  REQUIRE(bench.wait([&] { return step(0) >= a + 24; }));
  const std::int64_t both = step(1) - b;
  CHECK(both >= 8);
  CHECK(both <= 48);
  CHECK(bench.engine->training(0)->run_folder != bench.engine->training(1)->run_folder);

  bench.engine->send(PauseTraining{}, 1);
  REQUIRE(bench.wait_state(TrainingState::kPaused, 1));
  const std::int64_t rests = step(1);
  const std::int64_t goes_on = step(0);
  REQUIRE(bench.wait([&] { return step(0) >= goes_on + 10; }));
  CHECK(step(1) == rests);
  CHECK(bench.engine->training(0)->state == TrainingState::kRunning);
}

TEST_CASE("orders reach their own training, and the end saves both") {
  const TemporaryFolder folder;
  std::int64_t steps[2] = {};
  {
    EngineBench bench;
    bench.engine->send(StartTraining{test::long_plan(0), folder / "a"}, 0);
    bench.engine->send(StartTraining{test::long_plan(0), folder / "b"}, 1);
    for (int training = 0; training < kTrainings; ++training) {
      REQUIRE(bench.wait([&] { return bench.engine->training(training)->step >= 2; }));
    }
    bench.engine->send(ChangeTraining{5e-4, 1}, 1);
    REQUIRE(bench.wait([&] { return bench.engine->training(1)->plan.learning_rate == 5e-4; }));
    CHECK(bench.engine->training(0)->plan.learning_rate == 1e-3);
    for (int training = 0; training < kTrainings; ++training) {
      steps[training] = bench.engine->training(training)->step;
    }
  }
  CHECK((*newest_checkpoint(folder / "a")).state.step >= steps[0]);
  CHECK((*newest_checkpoint(folder / "b")).state.step >= steps[1]);
}

TEST_CASE("two panes draw one session by two models that both train") {
  EngineBench bench;
  Session session = example();
  session.compared = ModelRef{"", true, 1};
  bench.show(session);
  REQUIRE(bench.wait([&] { return bench.engine->compared_view() != nullptr; }));
  bench.engine->send(StartTraining{test::long_plan(0), {}}, 0);
  TrainingPlan plan = gan_plan(0);
  bench.engine->send(StartTraining{plan, {}}, 1);
  const auto drawn = [&](const std::shared_ptr<const View>& view, std::int64_t after) {
    return view->grid && view->grid->weights.step > after && view->arithmetic &&
           view->arithmetic->weights.step > after && view->arithmetic->result.picture.image;
  };
  REQUIRE(bench.wait(
      [&] { return drawn(bench.engine->view(), 0) && drawn(bench.engine->compared_view(), 0); }));
  const auto first = bench.engine->view();
  const auto second = bench.engine->compared_view();
  CHECK(first->weights.preset == "report-vae");
  CHECK(second->weights.preset == "report-gan");
  CHECK(first->grid->state == second->grid->state);
  REQUIRE(bench.wait([&] {
    return drawn(bench.engine->view(), first->grid->weights.step) &&
           drawn(bench.engine->compared_view(), second->grid->weights.step);
  }));
  session.compared.reset();
  bench.show(session);
  REQUIRE(bench.wait([&] { return bench.engine->compared_view() == nullptr; }));
}

TEST_CASE("both panes of one training come to rest on its last weights") {
  EngineBench bench;
  Session session = example();
  session.compared = ModelRef{"", false, 0};
  bench.show(session);
  bench.engine->send(StartTraining{test::long_plan(5), {}}, 0);
  REQUIRE(bench.wait_state(TrainingState::kFinished, 0));
  REQUIRE(bench.wait([&] {
    const auto raw = bench.engine->compared_view();
    const auto averaged = bench.engine->view();
    return averaged->grid && averaged->grid->weights.step == 5 && raw && raw->grid &&
           raw->grid->weights.step == 5;
  }));
  CHECK(bench.engine->view()->grid->weights.ema);
  CHECK_FALSE(bench.engine->compared_view()->grid->weights.ema);
  CHECK(*bench.engine->view()->grid->sheet.image !=
        *bench.engine->compared_view()->grid->sheet.image);
}

TEST_CASE("what the second model cannot draw is an error in its pane alone") {
  EngineBench bench;
  REQUIRE(test::tiny_run(bench.folder / "run", 2));
  Session session = example();
  session.model.path = bench.folder / "run";
  session.compared = ModelRef{bench.folder / "none.safetensors"};
  bench.show(session, TouchedPart::kGrid);
  REQUIRE(bench.wait([&] {
    const auto second = bench.engine->compared_view();
    return bench.engine->view()->session_serial == 1 && second && second->model_error;
  }));
  CHECK_FALSE(bench.engine->view()->model_error);
  CHECK(bench.engine->view()->grid);
}

TEST_CASE("an export from the second pane is made by its training, and can be verified") {
  EngineBench bench;
  bench.engine->send(StartTraining{test::long_plan(0), {}}, 0);
  TrainingPlan plan = gan_plan(0);
  bench.engine->send(StartTraining{plan, bench.folder / "gan"}, 1);
  REQUIRE(bench.wait([&] { return bench.engine->training(1)->step >= 1; }));
  Session session = example();
  session.compared = ModelRef{"", true, 1};
  const std::string path = bench.folder / "second.png";
  bench.engine->send(ExportPicture{PictureKind::kGrid, compared_session(session), path});
  REQUIRE(bench.wait_notice("Saved " + path));
  const auto found = verify_picture(path);
  REQUIRE(found);
  CHECK(found->match);
  CHECK(std::filesystem::exists(bench.folder / "gan/exported"));
}

}  // namespace
}  // namespace facet
