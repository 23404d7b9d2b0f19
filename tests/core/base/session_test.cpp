#include "core/base/session.h"

#include <doctest/doctest.h>

namespace facet {
namespace {

Session full_session() {
  Session session;
  session.plan.batch = 32;
  session.plan_b.preset = "report-gan";
  session.model = {"/runs/one", false};
  session.compared = ModelRef{"", false, 1};
  session.grid = {7, 4, 5, Sampler::kPrior, 0.5, {0, 3, 19}};
  const auto picture =
      std::make_shared<const Image>(face_image(std::vector<std::uint8_t>(kFaceBytes, 200)));
  const auto code = std::make_shared<const Latent>(Latent{0.1F, -2.5F});
  session.lists = {
      {"short_red", {SeedFace{334, 17, Sampler::kGaussian, 1}, PictureFace{picture, "x.npy", 3}}},
      {"kept", {CodeFace{code, "a - b"}}},
      {"empty", {}}};
  session.arithmetic.expression = "short_red - kept";
  session.arithmetic.typical_norm = true;
  session.path.a = CodeFace{code, ""};
  session.path.kind = PathKind::kNorm;
  session.path.position = 0.25;
  session.path.via = {SeedFace{334, 17, {}, 1}, PictureFace{picture, "x.npy", 3}};
  session.path.loop = true;
  session.directions.face = CodeFace{code, "kept"};
  session.directions.amounts = {0.5, -2, 0, 0, 6, -6, 0, 1e-3};
  session.directions.across = 4;
  session.directions.up = 2;
  return session;
}

TEST_CASE("a session comes back from its JSON") {
  const Session session = full_session();
  const Result<Session> back = session_from_json(session_to_json(session), "session.json");
  REQUIRE(back);
  CHECK(*back == session);
  const Result<Session> fresh = session_from_json(session_to_json(Session{}), "session.json");
  REQUIRE(fresh);
  CHECK(*fresh == Session{});
}

TEST_CASE("a session from before there were two trainings compares nothing") {
  const Result<Session> session = session_from_json(
      R"({"format": "facet-session", "version": 1, "plan": {"data": "x.npy"}, "model": {"path": "m"}})",
      "s");
  REQUIRE(session);
  CHECK(session->model == ModelRef{"m", true, 0});
  CHECK_FALSE(session->compared);
  CHECK(session->plan_b.preset == "fast-gan");
  CHECK(session->plan_b.data == "x.npy");
}

TEST_CASE("a session from before there were keyframes walks between its two ends") {
  const Result<Session> session = session_from_json(
      R"({"format": "facet-session", "version": 1, "path": {"steps": 7, "position": 0.1}})", "s");
  REQUIRE(session);
  CHECK(session->path.via.empty());
  CHECK_FALSE(session->path.loop);
  CHECK(session->path.steps == 7);
  CHECK(path_keys(session->path) == std::vector<Face>{session->path.a, session->path.b});
  CHECK(session->directions == DirectionsState{});
}

TEST_CASE("a walk's legs lie between its keyframes, and one more closes a loop") {
  PathState path = full_session().path;
  CHECK(path_keys(path).size() == 4);
  CHECK(path_keys(path)[1] == path.via[0]);
  CHECK(path_legs(path) == 4);
  path.loop = false;
  CHECK(path_legs(path) == 3);
}

TEST_CASE("the second pane's session has the compared model alone") {
  const Session second = compared_session(full_session());
  CHECK(second.model == ModelRef{"", false, 1});
  CHECK_FALSE(second.compared);
  CHECK(second.grid == full_session().grid);
}

TEST_CASE("missing keys keep their default") {
  const Result<Session> session =
      session_from_json(R"({"format": "facet-session", "version": 1, "future": [1]})", "s");
  REQUIRE(session);
  CHECK(*session == Session{});
}

TEST_CASE("damage is an error that names the key") {
  const auto error_with = [](const std::string& member) {
    const Result<Session> session =
        session_from_json(R"({"format": "facet-session", "version": 1, )" + member + "}", "s");
    REQUIRE_FALSE(session);
    CHECK(session.error().where == "s");
    return session.error().message;
  };
  const auto names = [&](const std::string& member, const char* key) {
    return error_with(member).find(key) != std::string::npos;
  };
  CHECK(names(R"("grid": {"rows": 1000})", "'rows'"));
  CHECK(names(R"("grid": {"selected": [100]})", "'selected'"));
  CHECK(names(R"("grid": {"sampler": "best"})", "'sampler'"));
  CHECK(names(R"("lists": [{"name": "a b", "faces": []}])", "'name'"));
  CHECK(
      names(R"("lists": [{"name": "a", "faces": [{"kind": "picture", "rgb": "AAAA"}]}])", "'rgb'"));
  CHECK(names(R"("lists": [{"name": "a", "faces": [{"kind": "code", "code": "AADAfw=="}]}])",
              "'code'"));
  CHECK(names(R"("lists": [{"name": "a", "faces": []}, {"name": "a", "faces": []}])", "two lists"));
  CHECK(names(R"("path": {"position": 2})", "'position'"));
  CHECK(names(R"("path": {"a": {"kind": "dog"}})", "'kind'"));
  CHECK(names(R"("path": {"via": 3})", "'via'"));
  CHECK(names(R"("path": {"via": [{"kind": "dog"}]})", "'kind'"));
  std::string many = R"({"kind": "seed"})";
  for (std::size_t i = 0; i < kMostVia; ++i) many += R"(, {"kind": "seed"})";
  CHECK(names(R"("path": {"via": [)" + many + "]}", "'via'"));
  CHECK(names(R"("lists": [{"name": "a", "faces": 1}])", "'faces'"));
  CHECK(names(R"("directions": {"amounts": [7]})", "'amounts'"));
  CHECK(names(R"("directions": {"amounts": ["1"]})", "'amounts'"));
  CHECK(names(R"("directions": {"amounts": [0,0,0,0,0,0,0,0,0]})", "'amounts'"));
  CHECK(names(R"("directions": {"up": 8})", "'up'"));
  CHECK(names(R"("directions": {"face": {"kind": "dog"}})", "'kind'"));
  CHECK(names(R"("plan": {"batch": 0})", "'batch'"));
  CHECK(names(R"("compared": {"training": 2})", "'training'"));
  CHECK_FALSE(session_from_json("", "s"));
  CHECK_FALSE(session_from_json("{}", "s"));
}

TEST_CASE("new list names are free and fit into an expression") {
  const Session session = full_session();
  CHECK(free_list_name(session, "long blue") == "long_blue");
  CHECK(free_list_name(session, "kept") == "kept_2");
  CHECK(find_list(session, "kept")->faces.size() == 1);
  CHECK(find_list(session, "nobody") == nullptr);
}

TEST_CASE("faces are described in a few words") {
  CHECK(describe(SeedFace{334, 17, {}, 1}) == "seed 334, cell 17");
  CHECK(describe(PictureFace{nullptr, "/a/b/faces.npy", 12}) == "faces.npy, picture 12");
  CHECK(describe(PictureFace{nullptr, "/a/me.png", -1}) == "me.png");
  CHECK(describe(CodeFace{nullptr, "a - b"}) == "a - b");
}

}  // namespace
}  // namespace facet
