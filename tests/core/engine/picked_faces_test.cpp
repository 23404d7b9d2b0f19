#include "core/engine/picked_faces.h"

#include <set>

#include "core/engine/faces.h"
#include "core/model/runtime.h"
#include "tests/core/engine/album_painter.h"
#include "tests/core/engine/quick_judge.h"

// Last: LibTorch has a macro CHECK of its own.
#include <doctest/doctest.h>

namespace facet {
namespace {

DatasetPtr drawn() { return *open_dataset("drawn:400:5"); }

std::string value_of(const Dataset& dataset, const std::string& column, std::int64_t row) {
  const Labels& labels = dataset.labels();
  const auto place = std::ranges::find(labels.columns, column) - labels.columns.begin();
  return labels.values[static_cast<std::size_t>(place)][static_cast<std::size_t>(row)];
}

PickFaces short_haired_women(std::int64_t count) {
  return {{"drawn:400:5", {{"long", "0"}, {"female", "1"}}, count, true}, "short_woman", true};
}

TEST_CASE("pictures are picked by label, and how many there are is told") {
  const DatasetPtr dataset = drawn();
  const Result<Opened> picked = pick_pictures(short_haired_women(4), *dataset);
  REQUIRE(picked);
  CHECK(picked->kind == Opened::Kind::kList);
  CHECK(picked->list.name == "short_woman");
  REQUIRE(picked->list.faces.size() == 4);
  for (const Face& face : picked->list.faces) {
    const auto& picture = std::get<PictureFace>(face);
    CHECK(value_of(*dataset, "long", picture.index) == "0");
    CHECK(value_of(*dataset, "female", picture.index) == "1");
    CHECK(picture.picture->pixels == dataset->picture(picture.index)->pixels);
  }
  std::int64_t all = 0;
  for (std::int64_t row = 0; row < dataset->size(); ++row) {
    all += value_of(*dataset, "long", row) == "0" && value_of(*dataset, "female", row) == "1";
  }
  CHECK(picked->among == all);

  PickFaces unknown = short_haired_women(4);
  unknown.selection.conditions = {{"hair", "tartan"}};
  CHECK_FALSE(pick_pictures(unknown, *dataset));
}

TEST_CASE("faces of a model without an encoder are picked by what the judge reads in them") {
  const DatasetPtr dataset = drawn();
  use_threads(1);
  const auto judge = test::quick_judge(*dataset, 12800);
  REQUIRE(judge);
  test::AlbumPainter painter(dataset, false);
  GridState grid;
  grid.seed = 7;
  grid.temperature = 0.9;
  const Result<Opened> picked = pick_own_faces(short_haired_women(5), painter, *judge, grid);
  REQUIRE(picked);
  REQUIRE(picked->list.faces.size() == 5);
  CHECK(picked->among >= 5);
  std::set<int> cells;
  int right = 0;
  for (const Face& face : picked->list.faces) {
    const auto& seed = std::get<SeedFace>(face);
    CHECK(seed.seed == 7);
    CHECK(seed.temperature == 0.9);
    CHECK(seed.of == 100);
    cells.insert(seed.cell);
    const auto row = static_cast<std::int64_t>((*code_of(face, painter))[0]);
    right += value_of(*dataset, "long", row) == "0" && value_of(*dataset, "female", row) == "1";
  }
  CHECK(cells.size() == 5);
  CHECK(right >= 4);  // the judge may be wrong once

  PickFaces wanted = short_haired_women(3);
  wanted.selection.conditions = {{"long", "0"}, {"long", "1"}};
  const Result<Opened> none = pick_own_faces(wanted, painter, *judge, grid);
  REQUIRE_FALSE(none);
  CHECK(none.error().code == ErrorCode::kNotFound);
  wanted.selection.conditions = {{"nose", "big"}};
  const Result<Opened> unknown = pick_own_faces(wanted, painter, *judge, grid);
  REQUIRE_FALSE(unknown);
  CHECK(unknown.error().code == ErrorCode::kBadInput);
}

}  // namespace
}  // namespace facet
