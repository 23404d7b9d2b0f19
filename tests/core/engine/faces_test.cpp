#include "core/engine/faces.h"

#include <doctest/doctest.h>

#include "core/base/numpy_random.h"
#include "tests/core/engine/fake_painter.h"

namespace facet {
namespace {

using test::FakePainter;
using test::grey_picture;

Face kept(Latent code) { return CodeFace{std::make_shared<const Latent>(std::move(code)), "kept"}; }

TEST_CASE("a seed's cell is that row of NumPy's normals, through the sampler") {
  FakePainter painter("w", 64);
  const auto code = code_of(SeedFace{334, 17, Sampler::kPrior, 1}, painter);
  REQUIRE(code);
  CHECK(*code == seeded_latents(334, 100, 64)[17]);
  GridState grid;
  grid.sampler = Sampler::kPrior;
  CHECK(grid_codes(grid, painter)[17] == *code);
  const auto warm = code_of(SeedFace{334, 17, Sampler::kPrior, 0.5}, painter);
  REQUIRE(warm);
  CHECK((*warm)[3] == 0.5F * (*code)[3]);
}

TEST_CASE("a face without a sampler of its own takes the model's default") {
  FakePainter painter("w");
  const auto by_default = code_of(SeedFace{1, 0, {}, 1}, painter);
  const auto gaussian = code_of(SeedFace{1, 0, Sampler::kGaussian, 1}, painter);
  REQUIRE(by_default);
  CHECK(*by_default == *gaussian);
}

TEST_CASE("mixed faces keep their order and pictures are encoded together") {
  FakePainter painter("w", 2);
  const std::vector<Face> faces = {PictureFace{grey_picture(51), "a", 0}, kept({1, 2}),
                                   PictureFace{grey_picture(102), "a", 1}};
  const auto codes = codes_of(faces, painter);
  REQUIRE(codes);
  CHECK((*codes)[0][0] == doctest::Approx(0.3));
  CHECK((*codes)[1] == Latent{1, 2});
  CHECK((*codes)[2][0] == doctest::Approx(0.5));
  CHECK(painter.encoded == 2);
}

TEST_CASE("a code of another length and a picture without an encoder are errors") {
  FakePainter painter("w", 4);
  const auto other = code_of(kept({1, 2}), painter);
  REQUIRE_FALSE(other);
  CHECK(other.error().message.find("2 numbers") != std::string::npos);
  painter.has_encoder = false;
  const auto picture = code_of(PictureFace{grey_picture(1), "a", 0}, painter);
  REQUIRE_FALSE(picture);
  CHECK(picture.error().code == ErrorCode::kUnsupported);
}

TEST_CASE("an expression is the weighted sum of averages") {
  FakePainter painter("w", 2);
  const std::vector<FaceList> lists = {{"a", {kept({1, 0}), kept({3, 0})}}, {"b", {kept({0, 4})}}};
  const auto answer = evaluate_expression("2*a - 0.5*b + b", lists, painter);
  REQUIRE(answer);
  CHECK(answer->result == Latent{4, 2});
  REQUIRE(answer->terms.size() == 2);
  CHECK(answer->averages[0] == Latent{2, 0});
}

TEST_CASE("expression errors mark the place") {
  FakePainter painter("w", 2);
  const std::vector<FaceList> lists = {{"a", {kept({1, 0})}}, {"none", {}}, {"odd", {kept({1})}}};
  const auto unknown = evaluate_expression("a + bb", lists, painter);
  REQUIRE_FALSE(unknown);
  CHECK(unknown.error().position == 4);
  CHECK(unknown.error().message.find("a, none, odd") != std::string::npos);
  const auto empty = evaluate_expression("a - none", lists, painter);
  REQUIRE_FALSE(empty);
  CHECK(empty.error().position == 4);
  const auto odd = evaluate_expression("odd", lists, painter);
  REQUIRE_FALSE(odd);
  CHECK(odd.error().position == 0);
  CHECK(evaluate_expression("a / 2", lists, painter).error().position.has_value());
}

TEST_CASE("jobs give what each expression gives alone, and errors name the job") {
  FakePainter painter("w", 2);
  const ArithmeticJob first{
      {{"x", {PictureFace{grey_picture(51), "a", 0}, kept({1, 1})}}}, "x", "1"};
  const ArithmeticJob second{
      {{"x", {kept({2, 2})}}, {"y", {PictureFace{grey_picture(102), "a", 1}}}}, "x - y", "2"};
  const std::vector<ArithmeticJob> jobs = {first, second};
  const auto results = evaluate_jobs(jobs, painter);
  REQUIRE(results);
  CHECK((*results)[0] == evaluate_expression("x", first.lists, painter)->result);
  CHECK((*results)[1] == evaluate_expression("x - y", second.lists, painter)->result);
  std::vector<ArithmeticJob> bad = jobs;
  bad[1].expression = "z";
  CHECK(evaluate_jobs(bad, painter).error().where == "2");
}

TEST_CASE("a path begins and ends at its ends") {
  FakePainter painter("w", 2);
  PathState path;
  path.a = kept({0, 0});
  path.b = kept({9, 0});
  const auto codes = path_codes_of(path, painter);
  REQUIRE(codes);
  REQUIRE(codes->steps.size() == 10);
  CHECK(codes->keys == std::vector<Latent>{{0, 0}, {9, 0}});
  CHECK(codes->steps.front() == codes->keys[0]);
  CHECK(codes->steps.back() == codes->keys[1]);
  CHECK(codes->steps[3][0] == doctest::Approx(3));
}

TEST_CASE("a path passes its keyframes, pictures among them, and a loop comes home") {
  FakePainter painter("w", 2);
  PathState path;
  path.a = kept({0, 0});
  path.b = kept({9, 0});
  path.via = {PictureFace{grey_picture(102), "a", 1}, kept({5, 5})};
  path.steps = 7;
  const auto codes = path_codes_of(path, painter);
  REQUIRE(codes);
  REQUIRE(codes->keys.size() == 4);
  CHECK(codes->keys[1][0] == doctest::Approx(0.5));
  for (std::size_t key = 0; key < 4; ++key) CHECK(codes->steps[2 * key] == codes->keys[key]);
  path.loop = true;
  path.steps = 9;
  const auto loop = path_codes_of(path, painter);
  REQUIRE(loop);
  CHECK(loop->steps.back() == loop->keys[0]);
  CHECK(loop->steps[6] == loop->keys[3]);
  path.via.push_back(kept({1, 2, 3}));
  CHECK_FALSE(path_codes_of(path, painter));
}

}  // namespace
}  // namespace facet
