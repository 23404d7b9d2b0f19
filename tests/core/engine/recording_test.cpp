#include "core/engine/recording.h"

#include <filesystem>

#include "tests/core/engine/engine_bench.h"
#include "tests/core/engine/tiny_run.h"

// Last: LibTorch has a macro CHECK of its own.
#include <doctest/doctest.h>

namespace facet {
namespace {

using test::EngineBench;
using test::TemporaryFolder;

/// A run that nobody can go on with: what a demo is.
std::string recorded_run(const TemporaryFolder& folder) {
  const std::string path = folder / "run";
  REQUIRE(test::tiny_run(path, 9, /*epoch_grids=*/true));
  std::filesystem::remove_all(path + "/checkpoint");
  return path;
}

TEST_CASE("a recording has the curves, kept steps and grids of its run") {
  const TemporaryFolder folder;
  SerialSource serials;
  const Result<TrainingView> view = read_recording(recorded_run(folder), serials);
  REQUIRE(view);
  CHECK(view->plan.preset == "report-vae");
  CHECK(view->state == TrainingState::kIdle);
  CHECK(view->curves->losses.size() == 9);
  REQUIRE(view->past->size() == 1);
  CHECK(view->past->front().step == 1);
  REQUIRE(view->epoch_grids.size() == 1);
  CHECK(view->epoch_grids[0].image->width == 640);
  CHECK(view->epoch_grid_epochs[0] == 1);
}

TEST_CASE("a folder that is no run is an error that names it") {
  const TemporaryFolder folder;
  SerialSource serials;
  const Result<TrainingView> view = read_recording(folder.path(), serials);
  REQUIRE_FALSE(view);
  CHECK(view.error().where.find(folder.path()) != std::string::npos);
}

TEST_CASE("the engine shows a recording until a training begins, and writes nothing there") {
  const TemporaryFolder folder;
  const std::string path = recorded_run(folder);
  std::filesystem::remove(path + "/lock");
  EngineBench bench;
  bench.engine->send(ShowRecording{path});
  REQUIRE(bench.wait([&] { return bench.engine->training(0)->curves != nullptr; }));
  CHECK(bench.engine->training(0)->curves->losses.size() == 9);

  Session session;
  session.grid.rows = session.grid.columns = 1;
  session.model.path = bench.engine->training(0)->past->back().path;
  bench.show(session);
  REQUIRE(bench.wait([&] { return bench.engine->view()->session_serial == bench.serial; }));
  CHECK(bench.engine->view()->weights.step == 1);

  bench.engine->send(StartTraining{test::long_plan(2), folder / "new"});
  REQUIRE(bench.wait_state(TrainingState::kFinished, 0));
  CHECK(bench.engine->training(0)->run_folder == folder / "new");
  CHECK_FALSE(std::filesystem::exists(path + "/checkpoint"));
  CHECK_FALSE(std::filesystem::exists(path + "/lock"));
}

}  // namespace
}  // namespace facet
