#include "core/engine/selection_faces.h"

#include <doctest/doctest.h>

#include "core/base/selection.h"

namespace facet {
namespace {

SelectionContext context() {
  SelectionContext context;
  context.grid_seed = 7;
  context.open = [](const std::string& name) { return open_dataset(name); };
  return context;
}

TEST_CASE("cells are faces of the grid's seed") {
  const auto faces = resolve_selection(*parse_selection("17,0,99"), context());
  REQUIRE(faces);
  REQUIRE(faces->size() == 3);
  CHECK((*faces)[0] == Face(SeedFace{7, 17, {}, 1}));
}

TEST_CASE("a cell outside the grid is refused with the range") {
  const auto faces = resolve_selection(*parse_selection("3,100"), context());
  REQUIRE_FALSE(faces);
  CHECK(faces.error().message.find("0 to 99") != std::string::npos);
}

TEST_CASE("pictures and labels of a data set become its pictures, in order") {
  const auto rows = resolve_selection(*parse_selection("drawn:20:1#5,2"), context());
  REQUIRE(rows);
  CHECK(std::get<PictureFace>((*rows)[0]).index == 5);
  CHECK(std::get<PictureFace>((*rows)[1]).picture->pixels ==
        (*open_dataset("drawn:20:1"))->picture(2)->pixels);

  const auto dataset = *open_dataset("drawn:200:1");
  const std::string column = dataset->labels().columns[0];
  const std::string value = dataset->labels().values[0][3];
  const auto found =
      resolve_selection(*parse_selection("drawn:200:1?" + column + "=" + value + ":2"), context());
  REQUIRE(found);
  REQUIRE(found->size() == 2);
  for (const Face& face : *found) {
    const auto row = static_cast<std::size_t>(std::get<PictureFace>(face).index);
    CHECK(dataset->labels().values[0][row] == value);
  }
}

TEST_CASE("the pictures that stand for all with a label have it too, fewer first") {
  const auto dataset = *open_dataset("drawn:200:1");
  const auto some = [&](const std::string& how_many) {
    std::vector<std::int64_t> rows;
    const auto found =
        resolve_selection(*parse_selection("drawn:200:1?long=1" + how_many), context());
    REQUIRE(found);
    for (const Face& face : *found) rows.push_back(std::get<PictureFace>(face).index);
    return rows;
  };
  const std::vector<std::int64_t> all = some("");
  const std::vector<std::int64_t> three = some("~3");
  const std::vector<std::int64_t> four = some("~4");
  REQUIRE(three.size() == 3);
  REQUIRE(four.size() == 4);
  CHECK(std::equal(three.begin(), three.end(), four.begin()));
  CHECK(three != some(":3"));
  for (const std::int64_t row : four) CHECK(std::ranges::count(all, row) == 1);
  CHECK(some("~500") == all);
}

TEST_CASE("rows that are not there and data that cannot be opened are errors") {
  CHECK_FALSE(resolve_selection(*parse_selection("drawn:20:1#20"), context()));
  CHECK_FALSE(resolve_selection(*parse_selection("/nowhere.npy#1"), context()));
  CHECK_FALSE(resolve_selection(*parse_selection("drawn:20:1?nose=long"), context()));
  SelectionContext closed;
  CHECK_FALSE(resolve_selection(*parse_selection("drawn:20:1#1"), closed));
}

}  // namespace
}  // namespace facet
