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

TEST_CASE("the typical norm scales the result alone") {
  Bench bench;
  bench.use(std::make_shared<FakePainter>("w"));
  Session session = example_session();
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
  bench.show(example_session());
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
  bench.show(example_session());
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
    bench->show(example_session(), TouchedPart::kPath);
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
    bench.show(example_session(), TouchedPart::kPath);
    bench.finish();
  }

  SerialSource serials;
  ViewPtr views[2];
  Explorer explorers[] = {Explorer(serials, [&](ViewPtr view) { views[0] = std::move(view); }),
                          Explorer(serials, [&](ViewPtr view) { views[1] = std::move(view); })};
  explorers[0].set_painter(first);
  explorers[1].set_painter(second);
  const auto session = std::make_shared<const Session>(example_session());
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

TEST_CASE("without a model pictures show themselves and expressions are still checked") {
  Bench bench;
  Session session = example_session();
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
  Session session = example_session();
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
  Session session = example_session();
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
  bench.show(example_session());
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
  bench.show(example_session());
  bench.finish();
  REQUIRE(bench.last().model_error);
  CHECK(bench.last().model_error->code == ErrorCode::kOutOfMemory);
  bench.use(std::make_shared<FakePainter>("w2"));
  bench.finish();
  CHECK_FALSE(bench.last().model_error);
  CHECK(bench.last().grid->sheet.image);
}

}  // namespace
}  // namespace facet
