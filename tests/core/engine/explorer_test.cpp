#include "core/engine/explorer.h"

#include <doctest/doctest.h>

#include "tests/core/engine/explorer_bench.h"

namespace facet {
namespace {

using Bench = test::ExplorerBench;
using test::FakePainter;
using test::grey_picture;
using ViewPtr = std::shared_ptr<const View>;

Session example() {
  Session session;
  session.lists = {
      {"red", {SeedFace{334, 17, {}, 1}, SeedFace{334, 3, {}, 1}}},
      {"blue",
       {PictureFace{grey_picture(10), "x.npy", 4}, PictureFace{grey_picture(90), "x.npy", 5}}}};
  session.arithmetic.expression = "red - 0.5 * blue";
  return session;
}

TEST_CASE("the typical norm scales the result alone") {
  Bench bench;
  bench.use(std::make_shared<FakePainter>("w"));
  Session session = example();
  session.arithmetic.typical_norm = true;
  bench.show(session);
  bench.finish();
  REQUIRE(bench.last().arithmetic);
  CHECK(bench.last().arithmetic->result.code_norm == doctest::Approx(1));
  CHECK(bench.last().arithmetic->terms[0].average.code_norm != doctest::Approx(1));
}

TEST_CASE("a session is drawn in full: grid, lists, expression and path") {
  Bench bench;
  bench.use(std::make_shared<FakePainter>("w"));
  bench.show(example());
  bench.finish();
  const View& view = bench.last();
  CHECK(view.session_serial == 1);
  CHECK(view.touched_serial == 1);
  CHECK(view.latent == 8);
  REQUIRE(view.grid);
  CHECK(view.grid->sheet.image->width == 640);
  CHECK(view.grid->codes.size() == 100);
  CHECK(view.grid->sampler == Sampler::kGaussian);
  REQUIRE(view.lists.size() == 2);
  CHECK(view.lists[0]->average.picture.image);
  CHECK(view.lists[1]->faces[0].picture.image->pixels[0] == 10);
  REQUIRE(view.arithmetic);
  CHECK_FALSE(view.arithmetic->error);
  REQUIRE(view.arithmetic->terms.size() == 2);
  CHECK(view.arithmetic->terms[1].weight == -0.5);
  const Latent& red = *view.arithmetic->terms[0].average.code;
  const Latent& blue = *view.arithmetic->terms[1].average.code;
  CHECK(view.arithmetic->result.code->at(2) == doctest::Approx(red[2] - 0.5 * blue[2]));
  CHECK(*view.arithmetic->result.picture.image ==
        bench.painter->draw(*view.arithmetic->result.code));
  REQUIRE(view.path);
  CHECK(view.path->steps.size() == 10);
  CHECK(view.path->slider.picture.image);
}

TEST_CASE("cell 17 of the grid and a list's face 17 of the same seed are one face, drawn once") {
  Bench bench;
  bench.use(std::make_shared<FakePainter>("w"));
  bench.show(example());
  bench.finish();
  CHECK(*bench.last().grid->codes[17] == *bench.last().lists[0]->faces[0].code);
  // 100 cells, 2 list averages, 1 result, 1 slider, 10 steps of which two are the ends.
  CHECK(bench.painter->decoded == 114);
}

TEST_CASE("the same session and weights give the same view") {
  Bench first;
  Bench second({3, 1e9, 0});
  for (Bench* bench : {&first, &second}) {
    bench->use(std::make_shared<FakePainter>("w"));
    bench->show(example(), TouchedPart::kPath);
    bench->finish();
  }
  const View& a = first.last();
  const View& b = second.last();
  CHECK(*a.grid->sheet.image == *b.grid->sheet.image);
  CHECK(*a.arithmetic->result.picture.image == *b.arithmetic->result.picture.image);
  CHECK(*a.path->slider.picture.image == *b.path->slider.picture.image);
  CHECK(*a.lists[1]->average.picture.image == *b.lists[1]->average.picture.image);
}

TEST_CASE("two explorers that take turns draw what each draws alone, the touched part first") {
  const auto first = std::make_shared<FakePainter>("w");
  const auto second = std::make_shared<FakePainter>("other");
  Bench alone[2];
  alone[0].use(std::make_shared<FakePainter>("w"));
  alone[1].use(std::make_shared<FakePainter>("other"));
  for (Bench& bench : alone) {
    bench.show(example(), TouchedPart::kPath);
    bench.finish();
  }

  SerialSource serials;
  ViewPtr views[2];
  Explorer explorers[] = {Explorer(serials, [&](ViewPtr view) { views[0] = std::move(view); }),
                          Explorer(serials, [&](ViewPtr view) { views[1] = std::move(view); })};
  explorers[0].set_painter(first);
  explorers[1].set_painter(second);
  const auto session = std::make_shared<const Session>(example());
  for (Explorer& explorer : explorers) explorer.set_session(session, 1, TouchedPart::kPath);
  bool more = true;
  for (int turn = 0; more; ++turn) {
    REQUIRE(turn < 1000);
    more = explorers[0].work();
    more = explorers[1].work() || more;
    if (turn == 1) {
      for (const ViewPtr& view : views) CHECK(view->path->slider.picture.image);
    }
  }
  for (int i = 0; i < 2; ++i) {
    CHECK(*views[i]->grid->sheet.image == *alone[i].last().grid->sheet.image);
    CHECK(*views[i]->arithmetic->result.picture.image ==
          *alone[i].last().arithmetic->result.picture.image);
    CHECK(views[i]->session_serial == 1);
  }
  CHECK(views[0]->grid->sheet.serial != views[1]->grid->sheet.serial);
}

TEST_CASE("what did not change is not drawn again and keeps its pointer") {
  Bench bench;
  bench.use(std::make_shared<FakePainter>("w"));
  Session session = example();
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
  Session session = example();
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
  Session session = example();
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
  Session session = example();
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
  Session session = example();
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
  bench.show(example());
  bench.finish();
  const std::size_t views = bench.views.size();
  bench.use(std::make_shared<FakePainter>("w"));
  bench.finish();
  CHECK(bench.painter->decoded == 0);
  CHECK(bench.views.size() <= views + 1);
}

TEST_CASE("without a model pictures show themselves and expressions are still checked") {
  Bench bench;
  Session session = example();
  session.path.a = PictureFace{grey_picture(77), "x.npy", 1};
  session.arithmetic.expression = "red - green";
  bench.show(session);
  bench.finish();
  const View& view = bench.last();
  CHECK(view.session_serial == 1);
  CHECK(view.grid == nullptr);
  CHECK(view.lists[1]->faces[1].picture.image->pixels[0] == 90);
  CHECK_FALSE(view.lists[1]->average.picture.image);
  CHECK(view.path->a.picture.image->pixels[0] == 77);
  CHECK_FALSE(view.path->slider.picture.image);
  REQUIRE(view.arithmetic->error);
  CHECK(view.arithmetic->error->position == 6);
}

TEST_CASE("keyframes are drawn between the ends, and one without a code says why") {
  Bench bench;
  bench.use(std::make_shared<FakePainter>("w"));
  Session session = example();
  session.path.via = {SeedFace{334, 17, {}, 1}, PictureFace{grey_picture(10), "x.npy", 4}};
  session.path.loop = true;
  session.path.steps = 9;
  session.path.position = 0.25;
  bench.show(session);
  bench.finish();
  const PathView& path = *bench.last().path;
  REQUIRE(path.via.size() == 2);
  CHECK(*path.via[0].code == *bench.last().grid->codes[17]);
  CHECK(path.via[1].picture.image);
  CHECK(*path.slider.code == *path.via[0].code);
  CHECK(*path.steps[4].code == *path.via[1].code);
  CHECK(*path.steps[6].code == *path.b.code);
  CHECK(*path.steps[8].code == *path.a.code);
  session.path.via[1] = CodeFace{std::make_shared<const Latent>(Latent(5)), "kept"};
  bench.show(session);
  bench.finish();
  REQUIRE(bench.last().path->error);
  CHECK(bench.last().path->via[0].picture.image);
}

TEST_CASE("errors stay in their part: an empty list, a code of another model") {
  Bench bench;
  bench.use(std::make_shared<FakePainter>("w"));
  Session session = example();
  session.lists.push_back({"none", {}});
  session.lists.push_back({"old", {CodeFace{std::make_shared<const Latent>(Latent(5)), "kept"}}});
  session.arithmetic.expression = "red + none";
  session.path.a = session.lists.back().faces[0];
  bench.show(session);
  bench.finish();
  const View& view = bench.last();
  REQUIRE(view.arithmetic->error);
  CHECK(view.arithmetic->error->position == 6);
  CHECK_FALSE(view.arithmetic->result.picture.image);
  CHECK(view.lists[3]->error);
  CHECK(view.path->error);
  CHECK(view.lists[0]->average.picture.image);
  CHECK(view.grid->sheet.image);
  CHECK_FALSE(view.model_error);
}

TEST_CASE("a model without an encoder says so where a list holds pictures, and draws the rest") {
  Bench bench;
  auto painter = std::make_shared<FakePainter>("w");
  painter->has_encoder = false;
  bench.use(painter);
  bench.show(example());
  bench.finish();
  const View& view = bench.last();
  CHECK_FALSE(view.model_error);
  REQUIRE(view.grid);
  REQUIRE(view.lists.size() == 2);
  CHECK_FALSE(view.lists[0]->error);
  REQUIRE(view.lists[1]->error);
  CHECK(view.lists[1]->error->message.find("projection") != std::string::npos);
  CHECK(*view.lists[1]->faces[0].picture.image == *grey_picture(10));
  REQUIRE(view.arithmetic->error);
}

TEST_CASE("a painter that fails leaves an error and the explorer idle, and can be replaced") {
  Bench bench;
  auto broken = std::make_shared<FakePainter>("w");
  broken->failing = true;
  bench.use(broken);
  bench.show(example());
  bench.finish();
  REQUIRE(bench.last().model_error);
  CHECK(bench.last().model_error->code == ErrorCode::kOutOfMemory);
  bench.use(std::make_shared<FakePainter>("w2"));
  bench.finish();
  CHECK_FALSE(bench.last().model_error);
  CHECK(bench.last().grid->sheet.image);
}

TEST_CASE("slices have at most the faces that they may have") {
  Bench bench({5, 1e9, 40});
  bench.use(std::make_shared<FakePainter>("w"));
  bench.show(example());
  bench.finish();
  CHECK(bench.painter->largest <= 5);
  CHECK(bench.painter->decodes >= 100 / 5);
}

TEST_CASE("a list keeps its view when a list before it is removed") {
  Bench bench;
  bench.use(std::make_shared<FakePainter>("w"));
  Session session = example();
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
