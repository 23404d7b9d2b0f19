#include <doctest/doctest.h>
#include <imgui_internal.h>

#include "tests/ui/workbench_harness.h"

using namespace facet;
using namespace facet::ui;

namespace {

struct Bench : WorkbenchHarness {
  Bench() { frames(3); }
};

void hover_cell(ImGuiTestContext& ctx, float across, float down) {
  const ImRect sheet = ctx.ItemInfo("//###grid/sheet").RectFull;
  ctx.MouseMoveToPos(
      {sheet.Min.x + sheet.GetWidth() * across, sheet.Min.y + sheet.GetHeight() * down});
  ctx.Yield(2);
}

/// Pixels of the path panel that are cut off at its lower edge.
float path_overflow() {
  const ImGuiWindow* const window = ImGui::FindWindowByName("Path###path");
  REQUIRE(window != nullptr);
  return window->ScrollMax.y;
}

}  // namespace

TEST_CASE_FIXTURE(Bench, "a walk that plays is shown frame by frame, and is one step of undo") {
  press(ImGuiKey_P);
  const double begun = session().path.position;
  frames(20);
  CHECK(session().path.position > begun);
  CHECK(output.moving);
  CHECK(output.session_changed);
  CHECK(output.touched == TouchedPart::kPath);
  press(ImGuiKey_P);
  const double paused = session().path.position;
  frames(5);
  CHECK(session().path.position == paused);
  CHECK_FALSE(output.moving);
  press(ImGuiMod_Ctrl | ImGuiKey_Z);
  CHECK(session().path.position == 0.5);
  press(ImGuiMod_Ctrl | ImGuiKey_Z);
  CHECK(session() == Session{});
  press(ImGuiMod_Ctrl | ImGuiKey_Y);
  CHECK(session().path.position == paused);
}

TEST_CASE_FIXTURE(Bench, "an edit while a walk plays is undone alone, and redone") {
  press(ImGuiKey_P);
  press(ImGuiKey_RightBracket);
  CHECK(session().grid.seed == 335);
  press(ImGuiMod_Ctrl | ImGuiKey_Z);
  CHECK(session().grid.seed == 334);
  frames(5);
  press(ImGuiMod_Ctrl | ImGuiKey_Y);
  CHECK(session().grid.seed == 335);
  CHECK(output.moving);
}

TEST_CASE_FIXTURE(Bench, "V walks through the hovered face, D varies it") {
  CHECK(play([&](ImGuiTestContext& ctx) {
    hover_cell(ctx, 0.75F, 0.05F);
    ctx.KeyPress(ImGuiKey_V);
    hover_cell(ctx, 0.05F, 0.15F);
    ctx.KeyPress(ImGuiKey_D);
    ctx.Yield(3);
  }));
  CHECK(session().path.via == std::vector<Face>{SeedFace{334, 7, {}, 1}});
  CHECK(session().directions.face == Face{SeedFace{334, 10, {}, 1}});
  CHECK(output.directions_shown);
}

TEST_CASE_FIXTURE(Bench, "directions are asked for only while their tab is in front") {
  CHECK_FALSE(output.directions_shown);
  CHECK(play([&](ImGuiTestContext& ctx) {
    ctx.WindowFocus("//###directions");
    ctx.Yield(3);
  }));
  CHECK(output.directions_shown);
  CHECK(play([&](ImGuiTestContext& ctx) {
    ctx.ItemClick("//###directions/###random amounts");
    ctx.Yield(2);
  }));
  bool touched = false;
  for (const UiOutput& frame : outputs) {
    touched = touched || (frame.session_changed && frame.touched == TouchedPart::kDirections);
  }
  CHECK(touched);
  CHECK(play([&](ImGuiTestContext& ctx) {
    ctx.WindowFocus("//###arithmetic");
    ctx.Yield(3);
  }));
  CHECK_FALSE(output.directions_shown);
  press(ImGuiMod_Ctrl | ImGuiKey_Z);
  CHECK(session() == Session{});
}

TEST_CASE("the walk is whole at 1024 x 640, with keyframes, as a loop and for two panes") {
  for (const std::size_t keyframes : {0U, 3U, 12U}) {
    for (const bool loop : {false, true}) {
      for (const bool two : {false, true}) {
        CAPTURE(keyframes);
        CAPTURE(loop);
        CAPTURE(two);
        Session session;
        session.path.via.assign(keyframes, SeedFace{334, 7, {}, 1});
        session.path.loop = loop;
        if (two) session.compared = ModelRef{"", true, 1};
        WorkbenchHarness bench(session, "", {1024, 640});
        bench.frames(4);
        CHECK(path_overflow() == 0);
      }
    }
  }
}

TEST_CASE("the walk is whole at 1024 x 640 where keyframes have no code") {
  Session session;
  session.path.via.assign(2, SeedFace{334, 7, {}, 1});
  WorkbenchHarness bench(session, "", {1024, 640});
  bench.explorer_draws = false;
  bench.view.latent = 64;
  auto path = std::make_shared<PathView>();
  path->error = Error{ErrorCode::kUnsupported,
                      "a fast-gan has no encoder, so this picture has no code; find one by "
                      "projection, or take another face",
                      "faces.npy, picture 4"};
  bench.view.path = path;
  bench.frames(4);
  CHECK(path_overflow() == 0);
}
