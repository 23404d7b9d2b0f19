#include "core/engine/verify.h"

#include <filesystem>

#include "core/engine/model_painter.h"
#include "core/engine/opening.h"
#include "core/engine/picture.h"
#include "core/image/codec.h"
#include "core/image/film.h"
#include "tests/core/engine/temporary_folder.h"
#include "tests/core/engine/tiny_run.h"

// Last: LibTorch has a macro CHECK of its own.
#include <doctest/doctest.h>

namespace facet {
namespace {

using test::TemporaryFolder;

Session example() {
  Session session;
  session.grid.rows = 2;
  session.grid.columns = 3;
  const auto data = test::tiny_data();
  session.lists = {{"a", {SeedFace{334, 1, {}, 1}, PictureFace{data->picture(4), "drawn", 4}}},
                   {"b", {SeedFace{334, 2, {}, 1}}}};
  session.arithmetic.expression = "a - 0.5*b";
  return session;
}

void draw(const std::string& run, PictureKind kind, const std::string& path,
          const Session& session = example()) {
  const auto painter = load_painter({run, true}, DrawMode::kExact);
  REQUIRE(painter);
  const auto picture = draw_picture(kind, session, **painter, run);
  REQUIRE(picture);
  REQUIRE(write_picture(*picture, path));
}

TEST_CASE("exported pictures are redrawn to the byte, and a changed pixel is found") {
  const TemporaryFolder folder;
  REQUIRE(test::tiny_run(folder / "run", 2));
  for (const PictureKind kind :
       {PictureKind::kGrid, PictureKind::kPath, PictureKind::kArithmetic}) {
    const std::string path = folder / "picture.png";
    draw(folder / "run", kind, path);
    const auto found = verify_picture(path);
    REQUIRE(found);
    CHECK(found->match);
    CHECK(found->max_difference == 0);
    CHECK(found->same_cpu);

    auto picture = *read_picture(path);
    picture.image.pixels[(8 * static_cast<std::size_t>(picture.image.width) + 9) * 3] ^= 7;
    REQUIRE(write_png(path, picture.image, picture.recipe));
    const auto changed = verify_picture(path);
    REQUIRE(changed);
    CHECK_FALSE(changed->match);
    CHECK(changed->max_difference > 0);
    CHECK(changed->max_difference <= 7);
  }
}

TEST_CASE("the same session and weights draw the same bytes") {
  const TemporaryFolder folder;
  REQUIRE(test::tiny_run(folder / "run", 2));
  draw(folder / "run", PictureKind::kArithmetic, folder / "a.png");
  draw(folder / "run", PictureKind::kArithmetic, folder / "b.png");
  CHECK(read_picture(folder / "a.png")->image == read_picture(folder / "b.png")->image);
}

TEST_CASE("an export restores its part of the session") {
  const TemporaryFolder folder;
  REQUIRE(test::tiny_run(folder / "run", 1));
  draw(folder / "run", PictureKind::kArithmetic, folder / "a.png");
  const auto opened = open_path(folder / "a.png");
  REQUIRE(opened);
  CHECK(opened->kind == Opened::Kind::kRecipe);
  CHECK(opened->part == PictureKind::kArithmetic);
  CHECK(opened->session.lists == example().lists);
  CHECK(opened->session.arithmetic == example().arithmetic);
  CHECK(opened->session.model.path == folder / "run");
}

TEST_CASE("weights that have moved on are told from those that drew the picture") {
  const TemporaryFolder folder;
  REQUIRE(test::tiny_run(folder / "run", 1));
  draw(folder / "run", PictureKind::kGrid, folder / "a.png");
  REQUIRE(test::tiny_run(folder / "other", 2));
  const auto other = verify_picture(folder / "a.png", folder / "other");
  REQUIRE_FALSE(other);
  CHECK(other.error().message.find("step 1") != std::string::npos);
  CHECK(other.error().message.find("step 2") != std::string::npos);
  std::filesystem::remove_all(folder / "run");
  const auto gone = verify_picture(folder / "a.png");
  REQUIRE_FALSE(gone);
  CHECK(gone.error().message.find("--model") != std::string::npos);
}

TEST_CASE("a picture without a recipe cannot be verified") {
  const TemporaryFolder folder;
  REQUIRE(write_png(folder / "a.png", make_image(8, 8)));
  const auto found = verify_picture(folder / "a.png");
  REQUIRE_FALSE(found);
  CHECK(found.error().message.find("recipe") != std::string::npos);
  CHECK_FALSE(verify_picture(folder / "none.png"));
}

TEST_CASE("a film of a path is redrawn frame by frame") {
  const TemporaryFolder folder;
  REQUIRE(test::tiny_run(folder / "run", 1));
  draw(folder / "run", PictureKind::kPath, folder / "walk.webp");
  const auto found = verify_picture(folder / "walk.webp");
  REQUIRE(found);
  CHECK(found->match);
  CHECK(read_film(folder / "walk.webp")->frames.size() == 10);
  const auto opened = open_path(folder / "walk.webp");
  REQUIRE(opened);
  CHECK(opened->part == PictureKind::kPath);
  const auto painter = load_painter({folder / "run", true}, DrawMode::kExact);
  const auto grid = draw_picture(PictureKind::kGrid, example(), **painter, folder / "run");
  CHECK_FALSE(write_picture(*grid, folder / "grid.webp"));
}

TEST_CASE("a loop through keyframes is redrawn, as a strip and as a film, and restored") {
  const TemporaryFolder folder;
  REQUIRE(test::tiny_run(folder / "run", 1));
  Session session = example();
  session.path.via = {SeedFace{334, 17, {}, 1}, session.lists[0].faces[1]};
  session.path.loop = true;
  session.path.steps = 9;
  for (const char* name : {"walk.png", "walk.webp"}) {
    CAPTURE(name);
    draw(folder / "run", PictureKind::kPath, folder / name, session);
    const auto found = verify_picture(folder / name);
    REQUIRE(found);
    CHECK(found->match);
    const auto opened = open_path(folder / name);
    REQUIRE(opened);
    CHECK(opened->session.path == session.path);
  }
  CHECK(read_film(folder / "walk.webp")->frames.size() == 8);
}

TEST_CASE("what `--npy` and `--latents-out` hold: cells, results with terms, steps") {
  const TemporaryFolder folder;
  REQUIRE(test::tiny_run(folder / "run", 1));
  const auto painter = load_painter({folder / "run", true}, DrawMode::kExact);
  REQUIRE(painter);
  const auto count = [&](PictureKind kind) {
    const auto picture = draw_picture(kind, example(), **painter, "");
    REQUIRE(picture);
    CHECK(picture->own_codes().size() == picture->own_faces().size());
    return picture->own_faces().size();
  };
  CHECK(count(PictureKind::kGrid) == 6);
  CHECK(count(PictureKind::kPath) == 10);
  CHECK(count(PictureKind::kArithmetic) == 3);
}

}  // namespace
}  // namespace facet
