#include <doctest/doctest.h>

#include "tests/core/engine/explorer_bench.h"

namespace facet {
namespace {

using Bench = test::ExplorerBench;
using test::FakePainter;
using test::grey_picture;

constexpr std::size_t kSamples = 512;

Session example() {
  Session session;
  session.grid.rows = session.grid.columns = 2;
  session.path.steps = 2;
  return session;
}

double dot(const Latent& a, const Latent& b) {
  double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += double{a[i]} * double{b[i]};
  return sum;
}

/// What `amount` of a direction adds to a code.
Latent difference(const Latent& to, const Latent& from) {
  Latent step = to;
  for (std::size_t i = 0; i < step.size(); ++i) step[i] -= from[i];
  return step;
}

TEST_CASE("directions that nobody looks at cost nothing") {
  Bench bench;
  bench.use(std::make_shared<FakePainter>("w"));
  bench.show(example());
  bench.finish();
  CHECK(bench.last().directions == nullptr);
  CHECK(bench.painter->decoded < 20);
}

TEST_CASE("once shown they are found, and the face, the ends and the plane are drawn") {
  Bench bench;
  bench.use(std::make_shared<FakePainter>("w"));
  Session session = example();
  session.directions.amounts[3] = 1;
  bench.show(session, TouchedPart::kNone, true);
  bench.finish();
  REQUIRE(bench.last().directions);
  const DirectionsView& view = *bench.last().directions;
  CHECK(view.progress == 1);
  CHECK(view.weights.hash == "w");
  REQUIRE(view.directions.size() == kDirectionCount);
  REQUIRE(view.plane.size() == kPlaneSide * kPlaneSide);
  const Latent& less = *view.directions[0].less.code;
  const Latent& more = *view.directions[0].more.code;
  const Latent& base = *bench.last().grid->codes[0];  // seed 334, cell 0
  CHECK(more[1] - base[1] == doctest::Approx(base[1] - less[1]));
  CHECK(dot(difference(more, base), difference(more, base)) > 0.1);
  // The middle of the plane is the face; the other directions are at their amounts.
  CHECK(*view.plane[12].code == *view.face.code);
  const Latent third = difference(*view.directions[3].more.code, base);
  const Latent moved = difference(*view.face.code, base);
  for (std::size_t i = 0; i < base.size(); ++i) {
    CHECK(moved[i] == doctest::Approx(third[i] / 2).epsilon(1e-3));
    const double across = double{more[i]} - double{base[i]};
    CHECK(double{(*view.plane[14].code)[i]} - double{(*view.plane[12].code)[i]} ==
          doctest::Approx(across).epsilon(1e-3));
  }
  const Latent up = difference(*view.plane[2].code, *view.plane[12].code);
  CHECK(dot(up, difference(*view.directions[1].more.code, base)) > 0);
  CHECK(*view.face.picture.image == bench.painter->draw(*view.face.code));
  CHECK(view.directions[0].share >= view.directions[7].share);
}

TEST_CASE("a slider is drawn first, and finds nothing anew") {
  Bench bench;
  bench.use(std::make_shared<FakePainter>("w"));
  Session session = example();
  bench.show(session, TouchedPart::kNone, true);
  bench.finish();
  const std::size_t before = bench.painter->decoded;
  const std::size_t views = bench.views.size();
  session.directions.amounts[0] = 0.7;
  bench.show(session, TouchedPart::kDirections, true);
  bench.explorer.work();
  REQUIRE(bench.views.size() > views);
  CHECK(bench.last().touched_serial == 2);
  CHECK(*bench.last().directions->face.picture.image ==
        bench.painter->draw(*bench.last().directions->face.code));
  CHECK(bench.painter->decoded == before + 1);
  bench.finish();
  // The plane is of the first two directions: where its faces stand has not changed.
  CHECK(bench.painter->decoded == before + 1);
}

TEST_CASE("a touched path comes before the samples, which come in slices and last") {
  Bench bench({8, 1e9, 0, 8, 1e9});
  bench.use(std::make_shared<FakePainter>("w"));
  Session session = example();
  bench.show(session, TouchedPart::kNone, true);
  for (int slice = 0; slice < 20; ++slice) REQUIRE(bench.explorer.work());
  CHECK(bench.painter->largest <= 8);
  REQUIRE(bench.last().grid);
  CHECK(bench.last().path->slider.picture.image);
  REQUIRE(bench.last().directions);
  CHECK(bench.last().directions->directions.empty());
  CHECK(bench.last().directions->face.picture.image);
  CHECK(bench.last().directions->progress > 0);
  CHECK(bench.last().directions->progress < 1);
  session.path.position = 0.3;
  bench.show(session, TouchedPart::kPath, true);
  const std::size_t before = bench.painter->decoded;
  bench.explorer.work();
  CHECK(bench.painter->decoded == before + 1);
  CHECK(bench.last().path->position == 0.3);
  CHECK(bench.last().touched_serial == 2);
  // Looking away leaves the rest undone; what was drawn is not drawn again.
  bench.show(session);
  bench.finish();
  const std::size_t away = bench.painter->decoded;
  CHECK(away < kSamples);
  bench.show(session, TouchedPart::kNone, true);
  bench.finish();
  CHECK(bench.last().directions->directions.size() == kDirectionCount);
  CHECK(bench.painter->decoded < away + kSamples);
}

TEST_CASE("weights that draw alike keep the directions, others find them anew in the same order") {
  Bench bench;
  auto first = std::make_shared<FakePainter>("aa");
  auto alike = std::make_shared<FakePainter>("bb");
  auto other = std::make_shared<FakePainter>("quite another");
  Session session = example();
  session.directions.face = CodeFace{std::make_shared<const Latent>(Latent(8)), "kept"};
  bench.use(first);
  bench.show(session, TouchedPart::kNone, true);
  bench.finish();
  const DirectionsView before = *bench.last().directions;
  bench.use(alike);
  bench.finish();
  CHECK(alike->decoded < 100);
  CHECK(bench.last().directions->weights.hash == "bb");
  CHECK(*bench.last().directions->directions[5].more.code == *before.directions[5].more.code);
  bench.use(other);
  bench.finish();
  CHECK(other->decoded > kSamples);
  const DirectionsView& after = *bench.last().directions;
  CHECK(after.weights.hash == "quite another");
  for (std::size_t k = 0; k < kDirectionCount; ++k) {
    CAPTURE(k);
    // One without variance has no way to go.
    if (before.directions[k].share < 0.02F) continue;
    CHECK(dot(*after.directions[k].more.code, *before.directions[k].more.code) > 0);
  }
}

TEST_CASE("a model of another length is another model, and a code of the former one is told of") {
  Bench bench;
  Session session = example();
  session.directions.face = CodeFace{std::make_shared<const Latent>(Latent(8)), "kept"};
  bench.use(std::make_shared<FakePainter>("w", 8));
  bench.show(session, TouchedPart::kNone, true);
  bench.finish();
  CHECK_FALSE(bench.last().directions->error);
  bench.use(std::make_shared<FakePainter>("w5", 5));
  bench.finish();
  REQUIRE(bench.last().directions->error);
  CHECK(bench.last().directions->error->message.find("8 numbers") != std::string::npos);
  session.directions.face = PictureFace{grey_picture(90), "x.npy", 5};
  bench.show(session, TouchedPart::kDirections, true);
  bench.finish();
  CHECK_FALSE(bench.last().directions->error);
  REQUIRE(bench.last().directions->directions.size() == kDirectionCount);
  CHECK(bench.last().directions->directions[0].more.code->size() == 5);
}

TEST_CASE("without a model there are no directions") {
  Bench bench;
  bench.show(example(), TouchedPart::kNone, true);
  bench.finish();
  CHECK(bench.last().directions == nullptr);
}

}  // namespace
}  // namespace facet
