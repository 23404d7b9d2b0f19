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
  CHECK(session.path.a == Face{SeedFace{4, 0, {}, 1}});
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
  CHECK(session.path.a == Face{SeedFace{77, 0, {}, 1}});
  CHECK(session.path.b == Face{SeedFace{77, 1, {}, 1}});
}

TEST_CASE_FIXTURE(PathHarness, "swapping turns the whole way round") {
  session.path.position = 0.25;
  CHECK(play([&](ImGuiTestContext& ctx) { ctx.ItemClick("//Path/###swap"); }));
  CHECK(session.path.a == Face{SeedFace{4, 1, {}, 1}});
  CHECK(session.path.b == Face{SeedFace{4, 0, {}, 1}});
  CHECK(session.path.position == 0.75);
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
