#include "ui/projection_card.h"

#include <doctest/doctest.h>

#include "tests/ui/workbench_harness.h"
#include "ui/face_actions.h"

using namespace facet;
using namespace facet::ui;

namespace {

PictureFace photo() {
  return {std::make_shared<const Image>(make_image(64, 64)), "/home/ada/cousin.png", -1};
}

/// A workbench whose model is a GAN, and a photo in its one list.
struct Bench : WorkbenchHarness {
  explicit Bench(const std::string& preset = "fast-gan") : WorkbenchHarness(with_photo()) {
    explorer.weights.preset = preset;
    press(ImGuiKey_RightBracket);  // drawn anew
    press(ImGuiKey_LeftBracket);
  }

  static Session with_photo() {
    Session session;
    session.lists = {{"cousin", {photo()}}};
    session.path.b = photo();
    return session;
  }

  Projection projection(Projection::State state) {
    Projection one;
    one.id = 7;
    one.state = state;
    one.picture = photo();
    one.weights = explorer.weights;
    one.rms = 0.087;
    one.progress = 0.4;
    one.remaining_s = 6;
    one.face.code = std::make_shared<const Latent>(16, 0.25F);
    one.face.code_norm = 1;
    one.face.picture = {std::make_shared<const Image>(make_image(64, 64)), 1000};
    return one;
  }
  void show(Projection::State state) {
    projections.projections = {projection(state)};
    frames(3);
  }
  void drop_photo() {
    opened = {Opened{Opened::Kind::kFace, "/home/ada/cousin.png", {}, {}, photo()}};
    frames(2);
  }
};

struct VaeBench : Bench {
  VaeBench() : Bench("fast-vae") {}
};

}  // namespace

TEST_CASE_FIXTURE(Bench, "a photo dropped on a GAN is searched for at once") {
  drop_photo();
  REQUIRE(sent<ProjectPicture>().size() == 1);
  CHECK(sent<ProjectPicture>()[0].picture == photo());
  CHECK(sent<ProjectPicture>()[0].model == session().model);
}

TEST_CASE_FIXTURE(VaeBench, "an encoder answers by itself; its picture's menu offers the search") {
  drop_photo();
  CHECK(sent<ProjectPicture>().empty());
  CHECK(play([&](ImGuiTestContext& ctx) {
    ctx.MouseMove("//###lists/**/face");
    ctx.MouseClick(ImGuiMouseButton_Right);
    ctx.Yield(2);
    ctx.ItemClick("//$FOCUSED/Find its code by projection");
    ctx.Yield(2);
  }));
  CHECK(sent<ProjectPicture>().size() == 1);
}

TEST_CASE_FIXTURE(Bench, "a path that ends in a photo offers to search for it") {
  explorer_draws = false;
  view.weights = explorer.weights;
  auto path = std::make_shared<PathView>();
  path->error = Error{ErrorCode::kUnsupported, "This model has no encoder.", "fast-gan"};
  view.path = path;
  CHECK(play([&](ImGuiTestContext& ctx) { ctx.ItemClick("//###path/###project"); }));
  REQUIRE(sent<ProjectPicture>().size() == 1);
  CHECK(sent<ProjectPicture>()[0].picture == photo());
}

TEST_CASE_FIXTURE(Bench, "a search in work shows what is left and can be kept or canceled") {
  show(Projection::State::kRunning);
  const std::string shown = text();
  CHECK(shown.find("0:06 left") != std::string::npos);
  CHECK(shown.find("0.087") != std::string::npos);
  CHECK(play([&](ImGuiTestContext& ctx) {
    ctx.ItemClick("//###projection/$$7/###keep");
    ctx.ItemClick("//###projection/$$7/###cancel");
  }));
  const auto ended = sent<EndProjection>();
  REQUIRE(ended.size() == 2);
  CHECK(ended[0].id == 7);
  CHECK(ended[0].keep);
  CHECK_FALSE(ended[1].keep);
}

TEST_CASE_FIXTURE(Bench, "the found face is dragged into lists and replaces the photo, undoably") {
  show(Projection::State::kDone);
  const Face found =
      CodeFace{projection(Projection::State::kDone).face.code, "cousin.png, projected"};
  CHECK(play([&](ImGuiTestContext& ctx) {
    ctx.ItemDragAndDrop("//###projection/$$7/found", "//###lists/new list");
    ctx.Yield(3);
  }));
  REQUIRE(session().lists.size() == 2);
  CHECK(session().lists[1].faces == std::vector<Face>{found});
  const Session before = session();
  CHECK(play([&](ImGuiTestContext& ctx) {
    ctx.ItemClick("//###projection/$$7/###replace");
    ctx.Yield(3);
    CHECK_FALSE(ctx.ItemExists("//###projection/$$7/###replace"));
  }));
  CHECK(session().lists[0].faces == std::vector<Face>{found});
  CHECK(session().path.b == found);
  press(ImGuiMod_Ctrl | ImGuiKey_Z);
  CHECK(session() == before);
}

TEST_CASE_FIXTURE(Bench, "several searches are closed together, a failed one says why") {
  projections.projections = {projection(Projection::State::kFailed),
                             projection(Projection::State::kWaiting)};
  projections.projections[0].error = "There is no model yet.";
  projections.projections[1].id = 8;
  frames(3);
  CHECK(text().find("There is no model yet.") != std::string::npos);
  CHECK(text().find("waits for its turn") != std::string::npos);
  CHECK(play([&](ImGuiTestContext& ctx) { ctx.ItemClick("//###projection/###close all"); }));
  CHECK(sent<EndProjection>().size() == 2);
}

TEST_CASE("a face is replaced everywhere, and never doubled in a list") {
  const Face code = CodeFace{std::make_shared<const Latent>(8, 1.0F), "projected"};
  const Face other = SeedFace{334, 5, {}, 1};
  Session session;
  session.lists = {{"a", {other, photo()}}, {"b", {photo(), code}}, {"c", {other}}};
  session.path.a = photo();
  REQUIRE(holds_face(session, photo()));
  replace_face(session, photo(), code);
  CHECK(session.lists[0].faces == std::vector<Face>{other, code});
  CHECK(session.lists[1].faces == std::vector<Face>{code});
  CHECK(session.lists[2].faces == std::vector<Face>{other});
  CHECK(session.path.a == code);
  CHECK_FALSE(holds_face(session, photo()));
}
