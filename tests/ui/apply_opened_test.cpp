#include "ui/apply_opened.h"

#include <doctest/doctest.h>

using namespace facet;
using namespace facet::ui;

namespace {

Face seed_face(int cell) { return SeedFace{334, cell, {}, 1}; }

Opened opened_as(Opened::Kind kind, const std::string& path) {
  Opened opened;
  opened.kind = kind;
  opened.path = path;
  return opened;
}

}  // namespace

TEST_CASE("data goes into the plan, and a running training is said to keep its own") {
  Session session;
  const Opened opened = opened_as(Opened::Kind::kData, "/data/faces.npy");
  CHECK(apply_opened(opened, "", false, session).said.empty());
  CHECK(session.plan.data == "/data/faces.npy");
  CHECK(apply_opened(opened, "", true, session).said.find("next run") != std::string::npos);
}

TEST_CASE("a model is put under the panels, a run goes on and draws them live") {
  Session session;
  apply_opened(opened_as(Opened::Kind::kModel, "/m.safetensors"), "", false, session);
  CHECK(session.model.path == "/m.safetensors");
  const OpenedEffect effect =
      apply_opened(opened_as(Opened::Kind::kRun, "/runs/one"), "", false, session);
  CHECK(session.model.path.empty());
  REQUIRE(effect.training.has_value());
  CHECK(std::get<ContinueRun>(*effect.training).run_folder == "/runs/one");
}

TEST_CASE("picked faces become a list, or take the place of the one of their name") {
  Session session;
  Opened opened = opened_as(Opened::Kind::kList, "");
  opened.list = {"short_red", {seed_face(1), seed_face(2)}};
  opened.among = 1234;
  const std::string first = apply_opened(opened, "", false, session).said;
  CHECK(first == "short_red: the 2 of 1,234 that stand best for all of them.");
  REQUIRE(session.lists.size() == 1);
  CHECK(session.lists[0] == opened.list);
  opened.list.faces = {seed_face(3)};
  opened.among = 1;
  const std::string second = apply_opened(opened, "", false, session).said;
  CHECK(second == "short_red: all 1 that there are. Ctrl+Z brings the list before back.");
  REQUIRE(session.lists.size() == 1);
  CHECK(session.lists[0].faces == std::vector<Face>{seed_face(3)});
}

TEST_CASE("a number run is for the number lab and leaves the session alone") {
  Session session;
  const Session before = session;
  const OpenedEffect effect =
      apply_opened(opened_as(Opened::Kind::kNumberRun, "/numbers/one"), "", false, session);
  CHECK(session == before);
  CHECK_FALSE(effect.training.has_value());
  REQUIRE(effect.numbers.has_value());
  CHECK(std::get<OpenNumbers>(*effect.numbers).run_folder == "/numbers/one");
}

TEST_CASE("a recipe restores its own panel and leaves the others") {
  Session session;
  session.lists = {{"mine", {seed_face(5)}}};
  const Session before = session;
  Opened opened = opened_as(Opened::Kind::kRecipe, "/pictures/grid.png");
  opened.session.grid.seed = 12;
  opened.session.path.steps = 25;
  opened.part = PictureKind::kGrid;
  apply_opened(opened, "", false, session);
  CHECK(session.grid.seed == 12);
  CHECK(session.path == before.path);
  CHECK(session.lists == before.lists);
  opened.part = PictureKind::kPath;
  apply_opened(opened, "", false, session);
  CHECK(session.path.steps == 25);
}

TEST_CASE("a recipe of arithmetic brings its lists, and says which of yours it replaced") {
  Session session;
  session.lists = {{"red", {seed_face(1)}}, {"kept", {seed_face(2)}}, {"same", {seed_face(9)}}};
  Opened opened = opened_as(Opened::Kind::kRecipe, "/pictures/sum.png");
  opened.part = PictureKind::kArithmetic;
  opened.session.lists = {
      {"red", {seed_face(3)}}, {"blue", {seed_face(4)}}, {"same", {seed_face(9)}}};
  opened.session.arithmetic.expression = "red - blue";
  const OpenedEffect effect = apply_opened(opened, "", false, session);
  CHECK(session.arithmetic.expression == "red - blue");
  REQUIRE(session.lists.size() == 4);
  CHECK(find_list(session, "red")->faces == std::vector<Face>{seed_face(3)});
  CHECK(find_list(session, "kept")->faces == std::vector<Face>{seed_face(2)});
  CHECK(find_list(session, "blue") != nullptr);
  CHECK(effect.said.find("Replaced: red.") != std::string::npos);
}

TEST_CASE("a recipe's model is taken over only where it is there") {
  Session session;
  Opened opened = opened_as(Opened::Kind::kRecipe, "/pictures/grid.png");
  opened.session.model = {"/no/such/model.safetensors", false};
  apply_opened(opened, "", false, session);
  CHECK(session.model == ModelRef{});
}

TEST_CASE("a face goes into the list it fell on, else into a new one with a usable name") {
  Session session;
  session.lists = {{"red", {}}};
  Opened opened = opened_as(Opened::Kind::kFace, "/home/ada/my cousin.png");
  opened.face = seed_face(7);
  apply_opened(opened, "red", false, session);
  CHECK(session.lists[0].faces == std::vector<Face>{seed_face(7)});
  apply_opened(opened, "gone", false, session);
  REQUIRE(session.lists.size() == 2);
  CHECK(session.lists[1].name == "my_cousin");
}

TEST_CASE("a session file replaces the whole session") {
  Session session;
  Opened opened = opened_as(Opened::Kind::kSession, "/s.json");
  opened.session.grid.seed = 3;
  opened.session.plan.data = "/data";
  apply_opened(opened, "", false, session);
  CHECK(session == opened.session);
}
