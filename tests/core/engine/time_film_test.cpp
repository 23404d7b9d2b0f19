#include "core/engine/time_film.h"

#include <filesystem>

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

TEST_CASE_FIXTURE(Kept, "a canceled film leaves no file") {
  const Status written = write_time_film(film, [](double progress) { return progress <= 0; });
  REQUIRE_FALSE(written);
  CHECK(written.error().code == ErrorCode::kCanceled);
  CHECK_FALSE(std::filesystem::exists(film.picture.path));
}

}  // namespace
}  // namespace facet
