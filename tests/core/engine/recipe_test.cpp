#include "core/engine/recipe.h"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "tests/core/engine/fake_painter.h"

namespace facet {
namespace {

Recipe example() {
  Recipe recipe;
  recipe.session.lists = {{"red", {SeedFace{334, 17, Sampler::kPrior, 1}}},
                          {"blue", {PictureFace{test::grey_picture(9), "x.npy", 3}}}};
  recipe.session.arithmetic.expression = "red - 0.5*blue";
  recipe.weights = {"0123456789abcdef0123456789abcdef", "fast-vae", 1234, true};
  recipe.model = "/runs/one";
  recipe.sampler = Sampler::kGaussian;
  recipe.codes = {{0.1F, -2.5e-8F}, {1.0F / 3, 4}, {5, 6}};
  recipe.layout = {PictureKind::kArithmetic, 10, 0, 255, {1, -0.5}, false};
  recipe.program = "0.1.0";
  recipe.cpu = "AMD EPYC, avx2";
  recipe.over_time = {{{"fedc", "fast-vae", 11, false}, "/runs/one/past/00000011.safetensors"},
                      {recipe.weights, recipe.model}};
  return recipe;
}

TEST_CASE("a recipe comes back whole, codes to the bit") {
  const Recipe recipe = example();
  const auto back = recipe_from_json(recipe_to_json(recipe), "x.png");
  REQUIRE(back);
  CHECK(back->session == recipe.session);
  CHECK(back->weights == recipe.weights);
  CHECK(back->model == recipe.model);
  CHECK(back->sampler == recipe.sampler);
  CHECK(back->codes == recipe.codes);
  CHECK(back->layout == recipe.layout);
  CHECK(back->cpu == recipe.cpu);
  CHECK(back->over_time == recipe.over_time);
  CHECK_FALSE(back->session_error);
}

TEST_CASE("a recipe keeps a walk's keyframes; older ones have two") {
  Recipe recipe = example();
  recipe.session = {};
  recipe.session.path.via = {SeedFace{334, 17, Sampler::kPrior, 1}};
  recipe.session.path.loop = true;
  recipe.codes.push_back({7, 8});
  recipe.layout = {PictureKind::kPath, 10, 4, 255, {}, false, 3, true};
  const auto back = recipe_from_json(recipe_to_json(recipe), "x.png");
  REQUIRE(back);
  CHECK(back->session.path == recipe.session.path);
  CHECK(back->layout == recipe.layout);
  nlohmann::json old = nlohmann::json::parse(recipe_to_json(recipe));
  old["layout"].erase("keys");
  old["layout"].erase("closed");
  const auto from_old = recipe_from_json(old.dump(), "x.png");
  REQUIRE(from_old);
  CHECK(from_old->layout.keys == 2);
  CHECK_FALSE(from_old->layout.closed);
  old["layout"]["keys"] = 4;  // there are four faces in all
  CHECK_FALSE(recipe_from_json(old.dump(), "x.png"));
}

TEST_CASE("a session's part holds what the picture shows and nothing else") {
  Session session;
  session.grid.seed = 7;
  session.path.steps = 12;
  session.lists = {{"red", {}}, {"other", {}}, {"blue", {}}};
  session.arithmetic.expression = "red - blue";
  const Session arithmetic = session_part(session, PictureKind::kArithmetic);
  REQUIRE(arithmetic.lists.size() == 2);
  CHECK(arithmetic.lists[1].name == "blue");
  CHECK(arithmetic.grid == GridState{});
  CHECK(session_part(session, PictureKind::kGrid).grid.seed == 7);
  CHECK(session_part(session, PictureKind::kGrid).lists.empty());
  CHECK(session_part(session, PictureKind::kPath).path.steps == 12);
}

TEST_CASE("a grid larger than a window shows can still be redrawn") {
  Recipe recipe = example();
  recipe.session = {};
  recipe.session.grid.columns = 101;
  recipe.layout = {PictureKind::kGrid, 101, 0, 255, {}, false};
  const auto back = recipe_from_json(recipe_to_json(recipe), "x.png");
  REQUIRE(back);
  CHECK(back->session_error);
  CHECK(back->codes == recipe.codes);
}

TEST_CASE("recipes of strangers are errors that name the key") {
  using nlohmann::json;
  const json good = json::parse(recipe_to_json(example()));
  const auto error_of = [&](const char* key, const json& value) {
    json bad = good;
    bad[key] = value;
    const auto recipe = recipe_from_json(bad.dump(), "x.png");
    REQUIRE_FALSE(recipe);
    return to_string(recipe.error());
  };
  CHECK(error_of("format", "other").find("format") != std::string::npos);
  CHECK(error_of("version", 2).find("format") != std::string::npos);
  CHECK(error_of("kind", "film").find("kind") != std::string::npos);
  CHECK(error_of("codes", json::array({"!!"})).find("codes") != std::string::npos);
  CHECK(error_of("codes", json::array({"AAAAAA==", "AAAAAAAAAAA="})).find("codes") !=
        std::string::npos);
  CHECK(error_of("codes", json::array()).find("x.png") != std::string::npos);
  CHECK(error_of("codes", 5).find("codes") != std::string::npos);
  CHECK(error_of("layout", {{"columns", -3}}).find("columns") != std::string::npos);
  CHECK(error_of("layout", {{"weights", {1, "x"}}}).find("weights") != std::string::npos);
  CHECK(error_of("model", 3).find("x.png") != std::string::npos);
  CHECK(error_of("over_time", 5).find("over_time") != std::string::npos);
  CHECK(error_of("over_time", {{{"step", -1}}}).find("step") != std::string::npos);
  CHECK_FALSE(recipe_from_json("", "x.png"));
  CHECK_FALSE(recipe_from_json("{}", "x.png"));
  CHECK_FALSE(recipe_from_json("[1", "x.png"));
}

}  // namespace
}  // namespace facet
