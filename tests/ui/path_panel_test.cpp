#include <doctest/doctest.h>

#include <cmath>

#include "tests/ui/panel_harness.h"

using namespace facet;
using namespace facet::ui;

namespace {

Face cell(int number) { return SeedFace{334, number, {}, 1}; }

struct PathHarness : PanelHarness {
  PathHarness() {
    show("Grid", draw_grid_panel, {0, 0}, {600, 500});
    show("Path", draw_path_panel, {0, 500}, {700, 290});
    show("Lists", draw_lists_panel, {700, 0}, {330, 760});
    session.lists = {{"short_red", {cell(1), cell(2)}}};
  }

  void drag_slider(float from, float to) {
    CHECK(play([&](ImGuiTestContext& ctx) {
      const ImRect slider = ctx.ItemInfo("//Path/##position").RectFull;
      const float y = slider.GetCenter().y;
      ctx.MouseMoveToPos({slider.Min.x + slider.GetWidth() * from, y});
      ctx.MouseDown();
      for (int i = 1; i <= 4; ++i) {
        const float t = from + (to - from) * static_cast<float>(i) / 4;
        ctx.MouseMoveToPos({slider.Min.x + slider.GetWidth() * t, y});
        ctx.Yield();
      }
      ctx.MouseUp();
    }));
  }
};

}  // namespace

TEST_CASE_FIXTURE(PathHarness,
                  "the slider moves the place, says so, and its face follows unfaded") {
  drag_slider(0.5F, 0.9F);
  CHECK(session.path.position == doctest::Approx(0.9).epsilon(0.03));
  REQUIRE(outputs.size() >= 4);
  for (const UiOutput& asked : outputs) CHECK(asked.touched == TouchedPart::kPath);
  frames(1);
  CHECK(output.touched == TouchedPart::kNone);
  CHECK(view.path->position == session.path.position);
}

TEST_CASE_FIXTURE(PathHarness, "a click on a step moves the slider there") {
  CHECK(play([&](ImGuiTestContext& ctx) { ctx.ItemClick("//Path/$$2/step"); }));
  CHECK(session.path.position == doctest::Approx(2.0 / 9));
}

TEST_CASE_FIXTURE(PathHarness, "a cell dropped on an endpoint replaces it") {
  CHECK(play([&](ImGuiTestContext& ctx) {
    const ImRect sheet = ctx.ItemInfo("//Grid/sheet").RectFull;
    ctx.MouseMoveToPos(
        {sheet.Min.x + sheet.GetWidth() * 0.75F, sheet.Min.y + sheet.GetHeight() * 0.15F});
    ctx.MouseDown();
    ctx.MouseMoveToPos(ctx.ItemInfo("//Path/B").RectFull.GetCenter());
    ctx.Yield(2);
    ctx.MouseUp();
    ctx.Yield(2);
  }));
  CHECK(session.path.b == cell(17));
  CHECK(session.path.a == Face{SeedFace{4, 0, {}, 1, 2}});
}

TEST_CASE_FIXTURE(PathHarness, "a list dropped on an endpoint stands for its average") {
  CHECK(
      play([&](ImGuiTestContext& ctx) { ctx.ItemDragAndDrop("//Lists/$$0/###grip", "//Path/A"); }));
  const auto* code = std::get_if<CodeFace>(&session.path.a);
  REQUIRE(code != nullptr);
  CHECK(code->origin == "short_red");
  CHECK(norm(*code->code) == doctest::Approx(std::sqrt(0.5)));
}

TEST_CASE_FIXTURE(PathHarness, "a step is dragged away as a frozen code") {
  CHECK(play([&](ImGuiTestContext& ctx) {
    ctx.ItemDragAndDrop("//Path/$$3/step", "//Lists/$$0/###grip");
  }));
  REQUIRE(session.lists[0].faces.size() == 3);
  CHECK(std::holds_alternative<CodeFace>(session.lists[0].faces[2]));
  CHECK(session.path.position == 0.5);
}

TEST_CASE_FIXTURE(PathHarness, "a seed gives both endpoints, rows 0 and 1") {
  CHECK(play([&](ImGuiTestContext& ctx) { ctx.ItemInputValue("//Path/##seed", 77); }));
  CHECK(session.path.a == Face{SeedFace{77, 0, {}, 1, 2}});
  CHECK(session.path.b == Face{SeedFace{77, 1, {}, 1, 2}});
}

TEST_CASE_FIXTURE(PathHarness, "swapping turns the whole way round") {
  session.path.position = 0.25;
  CHECK(play([&](ImGuiTestContext& ctx) { ctx.ItemClick("//Path/###swap"); }));
  CHECK(session.path.a == Face{SeedFace{4, 1, {}, 1, 2}});
  CHECK(session.path.b == Face{SeedFace{4, 0, {}, 1, 2}});
  CHECK(session.path.position == 0.75);
}

TEST_CASE_FIXTURE(PathHarness, "faces dropped on the slider become keyframes of that place") {
  CHECK(play([&](ImGuiTestContext& ctx) {
    const ImRect sheet = ctx.ItemInfo("//Grid/sheet").RectFull;
    ctx.MouseMoveToPos(
        {sheet.Min.x + sheet.GetWidth() * 0.75F, sheet.Min.y + sheet.GetHeight() * 0.15F});
    ctx.MouseDown();
    ctx.MouseMoveToPos(ctx.ItemInfo("//Path/##position").RectFull.GetCenter());
    ctx.Yield(2);
    ctx.MouseUp();
    ctx.Yield(2);
  }));
  CHECK(session.path.via == std::vector<Face>{cell(17)});
  CHECK(play([&](ImGuiTestContext& ctx) {
    ctx.ItemDragAndDrop("//Lists/$$0/###grip", "//Path/$$1/key");
    ctx.Yield(2);
  }));
  REQUIRE(session.path.via.size() == 1);
  CHECK(std::holds_alternative<CodeFace>(session.path.via[0]));
}

TEST_CASE_FIXTURE(PathHarness,
                  "a keyframe takes the slider to its place and is moved by its menu") {
  session.path.via = {cell(5), cell(6), cell(7)};
  frames(2);
  CHECK(play([&](ImGuiTestContext& ctx) { ctx.ItemClick("//Path/$$3/key"); }));
  CHECK(session.path.position == 0.75);
  CHECK(play([&](ImGuiTestContext& ctx) {
    ctx.ItemClick("//Path/$$1/key", ImGuiMouseButton_Right);
    ctx.ItemClick("//$FOCUSED/Move towards B");
  }));
  CHECK(session.path.via == std::vector<Face>{cell(6), cell(5), cell(7)});
  CHECK(play([&](ImGuiTestContext& ctx) {
    ctx.ItemClick("//Path/$$2/key", ImGuiMouseButton_Right);
    ctx.ItemClick("//$FOCUSED/Remove keyframe");
    ctx.MouseMove("//Path/$$2/key");
    ctx.KeyPress(ImGuiKey_Delete);
    ctx.Yield(2);
  }));
  CHECK(session.path.via == std::vector<Face>{cell(6)});
}

TEST_CASE_FIXTURE(PathHarness, "a loop shows B between the ends and A again behind it") {
  CHECK(play([&](ImGuiTestContext& ctx) {
    ctx.ItemClick("//Path/###loop");
    ctx.Yield(2);
    CHECK(ctx.ItemExists("//Path/A again"));
    CHECK_FALSE(ctx.ItemExists("//Path/B"));
    ctx.ItemClick("//Path/$$1/key");
  }));
  CHECK(session.path.loop);
  CHECK(session.path.position == 0.5);
  CHECK(*view.path->slider.code == *view.path->b.code);
}

TEST_CASE_FIXTURE(PathHarness,
                  "the plus keeps the slider's face, or walks through selected cells") {
  session.path.position = 0.3;
  frames(2);
  const Latent there = *view.path->slider.code;
  CHECK(play([&](ImGuiTestContext& ctx) { ctx.ItemClick("//Path/###add keyframe"); }));
  REQUIRE(session.path.via.size() == 1);
  CHECK(*std::get<CodeFace>(session.path.via[0]).code == there);
  session.grid.selected = {3, 4};
  session.path.position = 0.9;
  CHECK(play([&](ImGuiTestContext& ctx) { ctx.ItemClick("//Path/###add keyframe"); }));
  REQUIRE(session.path.via.size() == 3);
  CHECK(session.path.via[1] == cell(3));
  CHECK(session.path.via[2] == cell(4));
}

TEST_CASE_FIXTURE(PathHarness, "it plays by itself, smoothly, and rests while the slider is held") {
  session.path.position = 0;
  CHECK(play([&](ImGuiTestContext& ctx) {
    ctx.ItemInputValue("//Path/##leg", 5.0F);
    ctx.ItemClick("//Path/###play");
  }));
  CHECK(state.walk.playing);
  CHECK(output.moving);
  const double begun = session.path.position;
  frames(60);
  CHECK(session.path.position - begun == doctest::Approx(0.2).epsilon(0.05));
  drag_slider(static_cast<float>(session.path.position), 0.8F);
  CHECK(state.walk.playing);
  CHECK(state.walk.from == doctest::Approx(0.8).epsilon(0.05));
  CHECK(play([&](ImGuiTestContext& ctx) { ctx.ItemClick("//Path/###play"); }));
  const double paused = session.path.position;
  frames(10);
  CHECK(session.path.position == paused);
  CHECK_FALSE(output.moving);
}

TEST_CASE_FIXTURE(PathHarness, "kind and number of steps are chosen and drawn") {
  CHECK(play([&](ImGuiTestContext& ctx) {
    ctx.SetRef("Path");
    ctx.ComboClick("##kind/slerp");
    ctx.ItemInputValue("##steps", 500);
    ctx.Yield(2);
    CHECK(ctx.ItemExists("//Path/$$99/step"));
  }));
  CHECK(session.path.kind == PathKind::kSlerp);
  CHECK(session.path.steps == 100);
}

TEST_CASE_FIXTURE(PathHarness, "Save strip asks for an export of this session") {
  CHECK(play([&](ImGuiTestContext& ctx) { ctx.ItemClick("//Path/###save strip"); }));
  REQUIRE_FALSE(outputs.empty());
  REQUIRE(outputs.back().export_wanted);
  CHECK(outputs.back().export_wanted->kind == PictureKind::kPath);
  CHECK(outputs.back().export_wanted->session.path == session.path);
}

TEST_CASE_FIXTURE(PathHarness, "without a model the panel draws and shows nothing to drag") {
  explorer_draws = false;
  view = {};
  CHECK(play([&](ImGuiTestContext& ctx) { CHECK_FALSE(ctx.ItemExists("//Path/A")); }));
  CHECK(text().find("The way between two faces") != std::string::npos);
}
