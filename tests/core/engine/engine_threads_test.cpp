#include <filesystem>
#include <fstream>

#include "core/engine/verify.h"
#include "core/model/checkpoint.h"
#include "tests/core/engine/engine_bench.h"
#include "tests/core/engine/temporary_folder.h"
#include "tests/core/engine/tiny_run.h"

// Last: LibTorch has a macro CHECK of its own.
#include <doctest/doctest.h>

namespace facet {
namespace {

namespace fs = std::filesystem;
using test::TemporaryFolder;

using test::EngineBench;
using test::long_plan;

/// An engine whose training A is the only one.
struct Bench : EngineBench {
  bool wait_state(TrainingState state) { return EngineBench::wait_state(state, 0); }
  void start(std::int64_t steps) { engine->send(StartTraining{long_plan(steps), {}}); }
};

Session example() {
  Session session;
  session.grid.rows = session.grid.columns = 2;
  session.lists = {{"a", {SeedFace{334, 1, {}, 1}}}, {"b", {SeedFace{334, 2, {}, 1}}}};
  session.arithmetic.expression = "a - b + b";
  return session;
}

TEST_CASE("values are there before anything was asked for") {
  Bench bench;
  CHECK(bench.engine->view());
  CHECK(bench.engine->training()->state == TrainingState::kIdle);
  CHECK(bench.engine->data());
  CHECK(bench.engine->take_opened().empty());
}

TEST_CASE("a training runs, is drawn while it runs, and leaves a run folder") {
  Bench bench;
  bench.show(example());
  bench.start(0);
  REQUIRE(bench.wait_state(TrainingState::kRunning));
  REQUIRE(bench.wait([&] {
    const auto view = bench.engine->view();
    return view->grid && view->grid->weights.step >= 3 && view->arithmetic->result.picture.image;
  }));
  const auto first = bench.engine->view();
  CHECK(first->session_serial == 1);
  CHECK(first->latent == 16);
  REQUIRE(bench.wait([&] {
    const auto view = bench.engine->view();
    return view->grid && view->grid->weights.step > first->grid->weights.step;
  }));
  bench.engine->send(PauseTraining{});
  REQUIRE(bench.wait_state(TrainingState::kPaused));
  const auto paused = bench.engine->training();
  REQUIRE(bench.wait([&] {
    const auto view = bench.engine->view();
    return view->weights.step == bench.engine->training()->step &&
           view->grid->weights.step == view->weights.step;
  }));
  REQUIRE(bench.wait(
      [&] { return bench.engine->training()->checkpoint_step == bench.engine->training()->step; }));
  CHECK(fs::exists(checkpoint_path(paused->run_folder, bench.engine->training()->step)));
}

TEST_CASE("one step at a time, then on, to the limit") {
  Bench bench;
  bench.start(6);
  REQUIRE(bench.wait_state(TrainingState::kFinished));
  CHECK(bench.engine->training()->step == 6);
  const std::string folder = bench.engine->training()->run_folder;

  bench.start(0);
  REQUIRE(bench.wait([&] {
    const auto view = bench.engine->training();
    return view->state == TrainingState::kRunning && view->run_folder != folder;
  }));
  bench.engine->send(PauseTraining{});
  REQUIRE(bench.wait_state(TrainingState::kPaused));
  const std::int64_t step = bench.engine->training()->step;
  bench.engine->send(StepTraining{});
  REQUIRE(bench.wait([&] { return bench.engine->training()->step == step + 1; }));
  CHECK(bench.engine->training()->state == TrainingState::kPaused);
  bench.engine->send(ResumeTraining{});
  REQUIRE(bench.wait([&] { return bench.engine->training()->step > step + 2; }));
}

TEST_CASE("a run that was closed is continued where it stood") {
  TemporaryFolder kept;
  std::string run;
  std::int64_t step = 0;
  {
    Bench bench;
    bench.engine->send(StartTraining{long_plan(0), kept / "run"});
    REQUIRE(bench.wait([&] { return bench.engine->training()->step >= 4; }));
    bench.engine->send(ChangeTraining{5e-4, 1});
    REQUIRE(bench.wait([&] { return bench.engine->training()->plan.learning_rate == 5e-4; }));
    step = bench.engine->training()->step;
  }
  Bench bench;
  bench.show(example());
  bench.engine->send(ContinueRun{kept / "run"});
  REQUIRE(bench.wait([&] { return bench.engine->training()->step > step; }));
  CHECK(bench.engine->training()->plan.learning_rate == 5e-4);
  CHECK(bench.engine->training()->curves->markers.size() == 1);
}

TEST_CASE("a run opened paused shows its faces and takes no step") {
  const TemporaryFolder kept;
  REQUIRE(test::tiny_run(kept / "run", 3));
  Bench bench;
  bench.show(example());
  bench.engine->send(ContinueRun{kept / "run", true});
  REQUIRE(bench.wait([&] { return !bench.engine->training()->run_folder.empty(); }));
  REQUIRE(bench.wait([&] { return bench.engine->view()->weights.step == 3; }));
  CHECK(bench.engine->training()->step == 3);
}

TEST_CASE("exports while training runs can be verified afterwards") {
  Bench bench;
  bench.start(0);
  REQUIRE(bench.wait([&] { return bench.engine->training()->step >= 2; }));
  bench.engine->send(ExportPicture{PictureKind::kArithmetic, example(), bench.folder / "a.png"});
  REQUIRE(bench.wait_notice("Saved " + (bench.folder / "a.png")));
  const std::int64_t step = bench.engine->training()->step;
  REQUIRE(bench.wait([&] { return bench.engine->training()->step > step + 3; }));
  const auto found = verify_picture(bench.folder / "a.png");
  REQUIRE(found);
  CHECK(found->match);
}

TEST_CASE("a checkpoint draws without any training, and a bad one says why not") {
  Bench bench;
  REQUIRE(test::tiny_run(bench.folder / "run", 2));
  Session session = example();
  session.model.path = bench.folder / "run";
  bench.show(session, TouchedPart::kPath);
  REQUIRE(bench.wait([&] { return bench.engine->view()->session_serial == 1; }));
  CHECK(bench.engine->view()->weights.step == 2);
  CHECK(bench.engine->view()->path->slider.picture.image);
  bench.engine->send(ExportPicture{PictureKind::kGrid, session, bench.folder / "g.png"});
  REQUIRE(bench.wait_notice("Saved"));
  CHECK(verify_picture(bench.folder / "g.png")->match);

  session.model.path = bench.folder / "none.safetensors";
  bench.show(session);
  REQUIRE(bench.wait([&] { return bench.engine->view()->session_serial == 2; }));
  REQUIRE(bench.engine->view()->model_error);
  session.model.path.clear();
  bench.show(session);
  REQUIRE(bench.wait([&] { return bench.engine->view()->session_serial == 3; }));
  CHECK_FALSE(bench.engine->view()->model_error);
}

TEST_CASE("data is described, and what cannot be read is an error in its own value") {
  Bench bench;
  bench.engine->send(OpenData{"drawn:70:3"});
  REQUIRE(bench.wait([&] { return bench.engine->data()->count == 70; }));
  CHECK(bench.engine->data()->samples.size() == 64);
  CHECK(bench.engine->data()->held_out == 7);
  CHECK_FALSE(bench.engine->data()->loading);
  bench.engine->send(OpenData{"/nowhere.npy"});
  REQUIRE(bench.wait([&] { return bench.engine->data()->error.has_value(); }));
  CHECK(bench.engine->data()->data == "/nowhere.npy");
}

TEST_CASE("dropped paths come back as values or notices") {
  Bench bench;
  std::ofstream(bench.folder / "s.json") << session_to_json(example());
  bench.engine->send(OpenPath{bench.folder / "s.json"});
  std::vector<Opened> opened;
  REQUIRE(bench.wait([&] {
    for (Opened& one : bench.engine->take_opened()) opened.push_back(std::move(one));
    return !opened.empty();
  }));
  CHECK(opened[0].session == example());
  std::ofstream(bench.folder / "text.txt") << "hello";
  bench.engine->send(OpenPath{bench.folder / "text.txt"});
  REQUIRE(bench.wait_notice("text.txt"));
}

TEST_CASE("lists by label come back as values, and what cannot be picked as a notice") {
  Bench bench;
  bench.engine->send(OpenData{"drawn:100:3"});
  REQUIRE(bench.wait([&] { return bench.engine->data()->count == 100; }));
  const std::vector<LabelKind>& kinds = *bench.engine->data()->label_kinds;
  REQUIRE_FALSE(kinds.empty());
  const LabelCondition condition{kinds.front().name, kinds.front().values.front()};
  bench.engine->send(PickFaces{{"drawn:100:3", {condition}, 3, true}, "three", false});
  std::vector<Opened> opened;
  REQUIRE(bench.wait([&] {
    for (Opened& one : bench.engine->take_opened()) opened.push_back(std::move(one));
    return !opened.empty();
  }));
  CHECK(opened[0].list.name == "three");
  CHECK(opened[0].list.faces.size() == 3);
  CHECK(opened[0].among == count_pictures(kinds, std::vector{condition}));
  bench.engine->send(PickFaces{{"drawn:100:3", {{"hair", "tartan"}}, 3, true}, "none", false});
  REQUIRE(bench.wait_notice("tartan"));
}

TEST_CASE("quality of a model that was further is forgotten when a new training begins") {
  Bench bench;
  REQUIRE(test::tiny_run(bench.folder / "run", 5));
  Session session = example();
  session.model.path = bench.folder / "run";
  bench.engine->send(OpenData{"drawn:400:1"});
  bench.show(session);
  REQUIRE(bench.wait([&] { return bench.engine->measured()->quality != nullptr; }));
  CHECK(bench.engine->measured()->quality->weights.step == 5);
  bench.start(1);
  REQUIRE(bench.wait_state(TrainingState::kFinished));
  session.model.path.clear();
  bench.show(session);
  REQUIRE(bench.wait([&] {
    const auto measured = bench.engine->measured();
    return measured->quality && measured->quality->weights.step == 1;
  }));
  CHECK(bench.engine->measured()->distances.size() == 1);
}

TEST_CASE("a face is compared with the training pictures, before there is any model") {
  Bench bench;
  bench.engine->send(OpenData{"drawn:400:1"});
  bench.show(example());
  const DatasetPtr dataset = *open_dataset("drawn:400:1");
  REQUIRE(bench.wait([&] { return bench.engine->data()->count == 400; }));
  const auto compare = [&](std::int64_t row, std::uint64_t serial) {
    bench.engine->find_likeness({dataset->picture(row), serial});
    return bench.wait([&] {
      const auto likeness = bench.engine->measured()->likeness;
      return likeness && likeness->of == serial;
    });
  };
  REQUIRE(compare(17, 1001));
  const Likeness old = *bench.engine->measured()->likeness;
  CHECK(old.nearest.index == 17);
  CHECK(old.distance == 0);
  CHECK(old.is_copy);
  CHECK(old.usual > 0.01);
  REQUIRE(compare(399, 1002));
  const Likeness fresh = *bench.engine->measured()->likeness;
  CHECK(fresh.nearest.index < dataset->training_size());
  CHECK(fresh.distance > 0.01);
  CHECK_FALSE(fresh.is_copy);
}

TEST_CASE("bad plans and busy folders are notices, and the engine goes on") {
  Bench bench;
  TrainingPlan plan = long_plan(1);
  plan.data = "/nowhere.npy";
  bench.engine->send(StartTraining{plan, {}});
  REQUIRE(bench.wait_notice("/nowhere.npy"));
  REQUIRE(bench.wait_state(TrainingState::kIdle));
  bench.engine->send(ContinueRun{bench.folder / "none"});
  REQUIRE(bench.wait_notice("none"));
  bench.engine->send(ExportPicture{PictureKind::kGrid, example(), bench.folder / "x.png"});
  REQUIRE(bench.wait_notice("no model"));
  const auto other = test::tiny_run(bench.folder / "held", 1);
  bench.engine->send(ContinueRun{bench.folder / "held"});
  REQUIRE(bench.wait_notice("another program"));
  bench.start(2);
  REQUIRE(bench.wait_state(TrainingState::kFinished));
}

TEST_CASE("training that diverges is told once and can be resumed") {
  Bench bench;
  bench.show(example());
  bench.start(0);
  REQUIRE(bench.wait([&] { return bench.engine->training()->step >= 3; }));
  bench.engine->send(SaveCheckpoint{});
  REQUIRE(bench.wait_notice("Saved a checkpoint"));
  bench.engine->send(ChangeTraining{1e30, 1});
  REQUIRE(bench.wait_state(TrainingState::kFailed));
  REQUIRE(bench.wait_notice("went back to step"));
  REQUIRE(bench.wait(
      [&] { return bench.engine->view()->weights.step == bench.engine->training()->step; }));
  CHECK_FALSE(bench.engine->view()->model_error);
  const std::int64_t step = bench.engine->training()->step;
  bench.engine->send(ChangeTraining{1e-3, 1});
  bench.engine->send(ResumeTraining{});
  REQUIRE(bench.wait([&] { return bench.engine->training()->step > step; }));
  bench.engine->send(ResetTraining{});
  const std::string folder = bench.engine->training()->run_folder;
  REQUIRE(bench.wait([&] {
    const auto view = bench.engine->training();
    return view->state == TrainingState::kRunning && view->run_folder != folder;
  }));
}

}  // namespace
}  // namespace facet
