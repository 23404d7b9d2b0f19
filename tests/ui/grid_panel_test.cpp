#include <doctest/doctest.h>

#include <memory>
#include <vector>

#include "tests/ui/panel_harness.h"

using namespace facet;
using namespace facet::ui;

namespace {

/// The middle of a cell of a grid of 10 x 10.
ImVec2 cell_middle(ImGuiTestContext& ctx, int cell) {
  const ImRect sheet = ctx.ItemInfo("//Grid/sheet").RectFull;
  return {sheet.Min.x + sheet.GetWidth() * (static_cast<float>(cell % 10) + 0.5F) / 10,
          sheet.Min.y + sheet.GetHeight() * (static_cast<float>(cell / 10) + 0.5F) / 10};
}

void click_cell(ImGuiTestContext& ctx, int cell) {
  ctx.MouseMoveToPos(cell_middle(ctx, cell));
  ctx.MouseClick();
}

struct GridHarness : PanelHarness {
  GridHarness() { show("Grid", draw_grid_panel, {0, 0}, {700, 760}); }
};

}  // namespace

TEST_CASE_FIXTURE(GridHarness, "a click selects a cell, another one drops it again") {
  CHECK(play([&](ImGuiTestContext& ctx) {
    click_cell(ctx, 17);
    click_cell(ctx, 3);
    CHECK(session.grid.selected == std::vector<int>{3, 17});
    click_cell(ctx, 17);
  }));
  CHECK(session.grid.selected == std::vector<int>{3});
}

TEST_CASE_FIXTURE(GridHarness, "Shift and a click select every cell between") {
  CHECK(play([&](ImGuiTestContext& ctx) {
    click_cell(ctx, 12);
    ctx.KeyDown(ImGuiMod_Shift);
    click_cell(ctx, 9);
    ctx.KeyUp(ImGuiMod_Shift);
  }));
  CHECK(session.grid.selected == std::vector<int>{9, 10, 11, 12});
}

TEST_CASE_FIXTURE(GridHarness, "the pointer names the face under it") {
  session.grid.temperature = 0.5;
  CHECK(play([&](ImGuiTestContext& ctx) {
    ctx.MouseMoveToPos(cell_middle(ctx, 42));
    ctx.Yield(2);
  }));
  REQUIRE(state.hovered);
  CHECK(*state.hovered == Face{SeedFace{334, 42, {}, 0.5}});
  REQUIRE(state.hovered_picture.image);
  CHECK(state.hovered_picture.image->width == kFaceSide);
}

TEST_CASE_FIXTURE(GridHarness, "a face that is looked at is compared with the training pictures") {
  data.count = 5000;
  const auto asked_for = [&] {
    std::vector<Picture> faces;
    for (const UiOutput& one : outputs) {
      if (one.to_compare) faces.push_back(*one.to_compare);
    }
    return faces;
  };
  CHECK(play([&](ImGuiTestContext& ctx) {
    ctx.MouseMoveToPos(cell_middle(ctx, 42));
    ctx.SleepNoSkip(1, 0.05F);
  }));
  REQUIRE(asked_for().size() == 1);  // however many frames were drawn
  CHECK(asked_for()[0].serial == state.hovered_picture.serial);

  SUBCASE("another face anew") {
    CHECK(play([&](ImGuiTestContext& ctx) {
      ctx.MouseMoveToPos(cell_middle(ctx, 43));
      ctx.SleepNoSkip(1, 0.05F);
    }));
    CHECK(asked_for().size() == 2);
  }
  SUBCASE("and its menu says what can be done with the nearest one") {
    Likeness likeness;
    likeness.nearest = {asked_for()[0].image, "faces.npy", 12};
    CHECK(play([&](ImGuiTestContext& ctx) {
      ctx.MouseMoveToPos(cell_middle(ctx, 42));
      ctx.MouseClick(ImGuiMouseButton_Right);
      ctx.MenuAction(ImGuiTestAction_Hover, "//$FOCUSED/Nearest training face");
      ctx.Yield(2);
      likeness.of = asked_for().back().serial;
      measured.likeness = std::make_shared<const Likeness>(likeness);
      ctx.Yield(2);
      ctx.ItemClick("//$FOCUSED/Use as endpoint A");
    }));
    CHECK(session.path.a == Face{likeness.nearest});
  }
}

TEST_CASE_FIXTURE(GridHarness, "a new seed drops the selection, which belongs to the former one") {
  session.grid.selected = {1, 2};
  CHECK(play([&](ImGuiTestContext& ctx) { ctx.ItemInputValue("//Grid/##seed", 1234); }));
  CHECK(session.grid.seed == 1234);
  CHECK(session.grid.selected.empty());
  CHECK(play([&](ImGuiTestContext& ctx) {
    ctx.ItemClick("//Grid/###next seed");
    CHECK(session.grid.seed == 1235);
    ctx.ItemClick("//Grid/###previous seed");
    CHECK(session.grid.seed == 1234);
    ctx.ItemClick("//Grid/###dice");
    CHECK(session.grid.seed != 1234);
  }));
}

TEST_CASE_FIXTURE(GridHarness, "dragging the temperature says that the grid is touched") {
  CHECK(play([&](ImGuiTestContext& ctx) {
    ctx.ItemDragWithDelta("//Grid/##temperature", {30, 0});
  }));
  CHECK(session.grid.temperature > 1);
  REQUIRE(!outputs.empty());
  CHECK(outputs.back().touched == TouchedPart::kGrid);
}

TEST_CASE_FIXTURE(GridHarness, "the EMA box and the sampler combo change what draws") {
  CHECK(play([&](ImGuiTestContext& ctx) {
    ctx.ItemUncheck("//Grid/EMA");
    ctx.SetRef("Grid");
    ctx.ComboClick("##sampler/prior");
  }));
  CHECK_FALSE(session.model.ema);
  CHECK(session.grid.sampler == Sampler::kPrior);
}

TEST_CASE_FIXTURE(GridHarness, "the selected cells become a list in one go") {
  session.grid.selected = {5, 6};
  CHECK(play([&](ImGuiTestContext& ctx) {
    ctx.ItemClick("//Grid/Add to list...");
    ctx.ItemClick("//$FOCUSED/New list");
  }));
  REQUIRE(session.lists.size() == 1);
  CHECK(session.lists[0].name == "face_5");
  CHECK(session.lists[0].faces ==
        std::vector<Face>{SeedFace{334, 5, {}, 1}, SeedFace{334, 6, {}, 1}});
  CHECK(session.grid.selected.empty());
}

TEST_CASE_FIXTURE(GridHarness, "the right button's menu makes a cell an endpoint") {
  CHECK(play([&](ImGuiTestContext& ctx) {
    ctx.MouseMoveToPos(cell_middle(ctx, 23));
    ctx.MouseClick(ImGuiMouseButton_Right);
    ctx.ItemClick("//$FOCUSED/Use as endpoint B");
  }));
  CHECK(session.path.b == Face{SeedFace{334, 23, {}, 1}});
  CHECK(session.grid.selected.empty());
}

TEST_CASE_FIXTURE(GridHarness, "Save grid asks for an export of this session with no path yet") {
  CHECK(play([&](ImGuiTestContext& ctx) { ctx.ItemClick("//Grid/###save grid"); }));
  REQUIRE(!outputs.empty());
  REQUIRE(outputs.back().export_wanted);
  CHECK(outputs.back().export_wanted->kind == PictureKind::kGrid);
  CHECK(outputs.back().export_wanted->session == session);
  CHECK(outputs.back().export_wanted->path.empty());
}

TEST_CASE_FIXTURE(GridHarness, "without a model the panel draws and nothing can be saved") {
  explorer_draws = false;
  view = {};
  CHECK(play([&](ImGuiTestContext& ctx) {
    CHECK_FALSE(ctx.ItemExists("//Grid/sheet"));
    ctx.Yield(2);
  }));
  CHECK(outputs.empty());
}

TEST_CASE_FIXTURE(GridHarness, "new weights fade in and end fading") {
  frames(3);
  CHECK_FALSE(output.animating);
  explorer.weights.step += 100;
  explorer.weights.hash = "other";
  view = explorer.draw(session);
  frames(1);
  CHECK(output.animating);
  frames(12);
  CHECK_FALSE(output.animating);
}

TEST_CASE_FIXTURE(GridHarness, "another seed shows at once") {
  frames(3);
  session.grid.seed = 335;
  frames(1);
  CHECK_FALSE(output.animating);
}
