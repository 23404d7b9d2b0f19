#include "core/engine/exported_weights.h"

#include <filesystem>

#include "core/engine/opening.h"
#include "core/engine/past_weights.h"
#include "core/engine/verify.h"
#include "tests/core/engine/engine_bench.h"
#include "tests/core/engine/temporary_folder.h"
#include "tests/core/engine/tiny_run.h"

// Last: LibTorch has a macro CHECK of its own.
#include <doctest/doctest.h>

namespace facet {
namespace {

namespace fs = std::filesystem;
using test::TemporaryFolder;

TEST_CASE("a picture of an earlier step can be redrawn when the run has let go of that step") {
  test::EngineBench bench;
  const auto run = test::tiny_run(bench.folder / "run", 12);
  REQUIRE(run);
  Session session;
  session.grid.rows = session.grid.columns = 2;
  session.model.path = run->view().past->front().path;
  const std::string path = bench.folder / "then.png";
  bench.engine->send(ExportPicture{PictureKind::kGrid, session, path});
  REQUIRE(bench.wait_notice("Saved " + path));
  fs::remove(session.model.path);
  const auto found = verify_picture(path);
  REQUIRE(found);
  CHECK(found->match);
  const auto opened = open_path(path);
  REQUIRE(opened);
  CHECK(fs::path(opened->session.model.path).parent_path() == bench.folder / "run/exported");
}

TEST_CASE("weights of two histories of a step are kept apart, others are left where they are") {
  const TemporaryFolder folder;
  const auto run = test::tiny_run(folder / "run", 12);
  REQUIRE(run);
  const std::string past = run->view().past->front().path;
  const auto first = keep_exported_step(past, "0123456789abcdef");
  const auto second = keep_exported_step(past, "fedcba9876543210");
  REQUIRE(first);
  REQUIRE(second);
  CHECK(*first != *second);
  CHECK(*keep_exported_step(past, "0123456789abcdef") == *first);
  const std::string checkpoint = checkpoint_path(folder / "run", 12);
  CHECK(*keep_exported_step(checkpoint, "0123") == checkpoint);
  CHECK(*keep_exported_step("/nowhere/past/00000001.safetensors", "0123") ==
        "/nowhere/past/00000001.safetensors");
  fs::remove_all(folder / "run/checkpoint");
  CHECK(*keep_exported_step(past, "0123456789abcdef") == past);
}

}  // namespace
}  // namespace facet
