#include "core/engine/explorer.h"

#include <doctest/doctest.h>

#include "tests/core/engine/explorer_bench.h"

namespace facet {
namespace {

using Bench = test::ExplorerBench;
using test::example_session;
using test::FakePainter;
using test::grey_picture;
using ViewPtr = std::shared_ptr<const View>;

TEST_CASE("what did not change is not drawn again and keeps its pointer") {
  Bench bench;
  bench.use(std::make_shared<FakePainter>("w"));
  Session session = example_session();
  bench.show(session);
  bench.finish();
  const View before = bench.last();
  const std::size_t decoded = bench.painter->decoded;

  session.path.position = 0.25;
  session.grid.selected = {1, 2};
  bench.show(session, TouchedPart::kPath);
  bench.finish();
  const View& after = bench.last();
  CHECK(after.session_serial == 2);
  CHECK(bench.painter->decoded == decoded + 1);  // the slider's face alone
  CHECK(after.grid == before.grid);
  CHECK(after.lists[0] == before.lists[0]);
  CHECK(after.arithmetic == before.arithmetic);
  CHECK(after.path->steps[3].picture.serial == before.path->steps[3].picture.serial);
  CHECK(after.path->slider.picture.serial != before.path->slider.picture.serial);

  session.lists[0].faces.push_back(SeedFace{334, 50, {}, 1});
  bench.show(session, TouchedPart::kLists);
  bench.finish();
  CHECK(bench.painter->decoded ==
        decoded + 3);  // the list's average, which is the term's too; the result
  CHECK(bench.last().lists[1] == before.lists[1]);
}

TEST_CASE("adding a picture to a list encodes only that picture") {
  Bench bench;
  bench.use(std::make_shared<FakePainter>("w"));
  Session session = example_session();
  bench.show(session);
  bench.finish();
  CHECK(bench.painter->encoded == 2);
  session.lists[1].faces.push_back(PictureFace{grey_picture(200), "x.npy", 9});
  bench.show(session);
  bench.finish();
  CHECK(bench.painter->encoded == 3);
}

TEST_CASE("a moved slider is shown before anything else is drawn") {
  Bench bench;
  bench.use(std::make_shared<FakePainter>("w"));
  Session session = example_session();
  bench.show(session, TouchedPart::kPath);
  CHECK(bench.explorer.work());
  REQUIRE(bench.painter->decoded == 1);
  REQUIRE_FALSE(bench.views.empty());
  CHECK(bench.last().touched_serial == 1);
  CHECK(bench.last().path->slider.picture.image);
  CHECK(bench.last().session_serial == 0);
  bench.finish();
  CHECK(bench.last().session_serial == 1);
}

TEST_CASE("a newer session drops the older one and keeps the faces that both want") {
  Bench bench({4, 1e9, 0});
  bench.use(std::make_shared<FakePainter>("w"));
  Session session;
  bench.show(session);
  for (int i = 0; i < 5; ++i) CHECK(bench.explorer.work());
  const std::size_t drawn = bench.painter->decoded;
  session.path.position = 0.9;
  bench.show(session);
  bench.finish();
  CHECK(bench.last().session_serial == 2);
  // 100 cells, 12 path faces and at most two sliders.
  CHECK(bench.painter->decoded <= 114);
  CHECK(drawn > 4);
  for (const ViewPtr& view : bench.views) CHECK(view->session_serial != 1);
}

TEST_CASE("a grid makes progress in all cells although every slice brings a newer session") {
  Bench bench({4, 1e9, 0});
  bench.use(std::make_shared<FakePainter>("w"));
  Session session;
  bench.show(session);
  bench.finish();
  const Image first = *bench.last().grid->sheet.image;
  for (int i = 0; i < 60; ++i) {
    session.grid.temperature = 1 + 0.01 * i;
    bench.show(session, TouchedPart::kGrid);
    bench.explorer.work();
  }
  const Image& dragged = *bench.last().grid->sheet.image;
  int unchanged = 0;
  for (int cell = 0; cell < 100; ++cell) {
    const std::size_t pixel = (static_cast<std::size_t>(cell / 10 * 64) * 640 +
                               static_cast<std::size_t>(cell % 10 * 64)) *
                              3;
    bool same = true;
    for (std::size_t i = 0; i < 8; ++i)
      same = same && first.pixels[pixel + i] == dragged.pixels[pixel + i];
    unchanged += same ? 1 : 0;
  }
  CHECK(unchanged == 0);
}

TEST_CASE("new weights redraw everything, the touched part first, and serials move with pixels") {
  Bench bench;
  bench.use(std::make_shared<FakePainter>("w"));
  Session session = example_session();
  bench.show(session);
  bench.finish();
  const View before = bench.last();
  bench.use(std::make_shared<FakePainter>("longer"));
  bench.finish();
  const View& after = bench.last();
  CHECK(after.weights.hash == "longer");
  CHECK(after.grid->weights.hash == "longer");
  CHECK(after.grid->sheet.serial != before.grid->sheet.serial);
  CHECK(after.lists[1]->faces[0].picture.serial == before.lists[1]->faces[0].picture.serial);
  CHECK(after.arithmetic->result.picture.serial != before.arithmetic->result.picture.serial);
}

TEST_CASE("new weights that draw the same pixels leave the serials as they are") {
  Bench bench;
  auto first = std::make_shared<FakePainter>("aa");
  auto second = std::make_shared<FakePainter>("bb");  // the same offset, another hash
  first->blind = second->blind = true;
  bench.use(first);
  Session session = example_session();
  bench.show(session);
  bench.finish();
  const View before = bench.last();
  bench.use(second);
  bench.finish();
  CHECK(second->decoded > 100);
  const View& after = bench.last();
  CHECK(after.grid->weights.hash == "bb");
  CHECK(after.grid->sheet.serial == before.grid->sheet.serial);
  CHECK(after.path->slider.picture.serial == before.path->slider.picture.serial);
}

TEST_CASE("the same weights again draw nothing") {
  Bench bench;
  bench.use(std::make_shared<FakePainter>("w"));
  bench.show(example_session());
  bench.finish();
  const std::size_t views = bench.views.size();
  bench.use(std::make_shared<FakePainter>("w"));
  bench.finish();
  CHECK(bench.painter->decoded == 0);
  CHECK(bench.views.size() <= views + 1);
}

TEST_CASE("slices have at most the faces that they may have") {
  Bench bench({5, 1e9, 40});
  bench.use(std::make_shared<FakePainter>("w"));
  bench.show(example_session());
  bench.finish();
  CHECK(bench.painter->largest <= 5);
  CHECK(bench.painter->decodes >= 100 / 5);
}

TEST_CASE("a list keeps its view when a list before it is removed") {
  Bench bench;
  bench.use(std::make_shared<FakePainter>("w"));
  Session session = example_session();
  bench.show(session);
  bench.finish();
  const auto blue = bench.last().lists[1];
  session.lists.erase(session.lists.begin());
  session.arithmetic.expression = "blue";
  bench.show(session);
  bench.finish();
  REQUIRE(bench.last().lists.size() == 1);
  CHECK(bench.last().lists[0] == blue);
}

}  // namespace
}  // namespace facet
