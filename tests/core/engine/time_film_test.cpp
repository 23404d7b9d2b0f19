#include "core/engine/time_film.h"

#include <filesystem>

#include "core/engine/opening.h"
#include "core/engine/verify.h"
#include "core/image/film.h"
#include "tests/core/engine/temporary_folder.h"
#include "tests/core/engine/tiny_run.h"

// Last: LibTorch has a macro CHECK of its own.
#include <doctest/doctest.h>

namespace facet {
namespace {

struct Kept {
  Kept() {
    const auto run = test::tiny_run(folder / "run", 12);
    REQUIRE(run);
    for (const PastStep& past : *run->view().past) film.models.push_back(past.path);
    film.picture.session.grid.rows = 2;
    film.picture.session.grid.columns = 2;
    film.picture.session.path.steps = 2;
    film.picture.path = folder / "film.webp";
  }
  test::TemporaryFolder folder;
  ExportTimeFilm film;
};

TEST_CASE_FIXTURE(Kept, "a film over time has a frame for each kept step") {
  REQUIRE(film.models.size() == 2);
  double last = 0;
  REQUIRE(write_time_film(film, [&](double progress) {
    CHECK(progress >= last);
    last = progress;
    return true;
  }));
  const auto written = read_film(film.picture.path);
  REQUIRE(written);
  REQUIRE(written->frames.size() == 2);
  CHECK(written->frames[0].pixels != written->frames[1].pixels);
  CHECK(last > 0.5);
}

TEST_CASE_FIXTURE(Kept, "a film over time is redrawn from its recipe, frame by frame") {
  for (const PictureKind kind : {PictureKind::kGrid, PictureKind::kPath}) {
    film.picture.kind = kind;
    REQUIRE(write_time_film(film, [](double) { return true; }));
    const auto found = verify_picture(film.picture.path);
    REQUIRE(found);
    CHECK(found->match);
    CHECK(found->max_difference == 0);
  }
  const auto opened = open_path(film.picture.path);
  REQUIRE(opened);
  CHECK(opened->kind == Opened::Kind::kRecipe);
  CHECK(opened->part == PictureKind::kPath);
  CHECK(opened->session.model.path == film.models.back());
}

TEST_CASE_FIXTURE(Kept, "a film whose steps are gone says which, and a run that moved is named") {
  REQUIRE(write_time_film(film, [](double) { return true; }));
  std::filesystem::rename(folder / "run", folder / "moved");
  const auto gone = verify_picture(film.picture.path);
  REQUIRE_FALSE(gone);
  CHECK(gone.error().message.find("steps 1 and 11 are gone") != std::string::npos);
  CHECK(gone.error().message.find("--model") != std::string::npos);
  CHECK(verify_picture(film.picture.path, folder / "moved")->match);
  std::filesystem::remove(folder / "moved/past/00000011.safetensors");
  const auto one_gone = verify_picture(film.picture.path, folder / "moved");
  REQUIRE_FALSE(one_gone);
  CHECK(one_gone.error().message.find("step 11 are gone") != std::string::npos);
}

TEST_CASE_FIXTURE(Kept, "a film of changed pixels or other weights is no match") {
  REQUIRE(write_time_film(film, [](double) { return true; }));
  auto read = *read_film(film.picture.path);
  read.frames[1].pixels[100] ^= 9;
  FilmOptions options;
  options.recipe = read.recipe;
  REQUIRE(write_film(folder / "changed.webp", read.frames, options));
  const auto changed = verify_picture(folder / "changed.webp");
  REQUIRE(changed);
  CHECK_FALSE(changed->match);
  REQUIRE(test::tiny_run(folder / "other", 12));
  std::filesystem::copy_file(folder / "other/past/00000001.safetensors", film.models.back(),
                             std::filesystem::copy_options::overwrite_existing);
  const auto other = verify_picture(film.picture.path);
  REQUIRE_FALSE(other);
  CHECK(other.error().message.find("step 11") != std::string::npos);
}

TEST_CASE_FIXTURE(Kept, "a canceled film leaves no file") {
  const Status written = write_time_film(film, [](double progress) { return progress <= 0; });
  REQUIRE_FALSE(written);
  CHECK(written.error().code == ErrorCode::kCanceled);
  CHECK_FALSE(std::filesystem::exists(film.picture.path));
}

}  // namespace
}  // namespace facet
