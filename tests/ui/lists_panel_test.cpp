#include <doctest/doctest.h>

#include <algorithm>
#include <memory>

#include "tests/ui/panel_harness.h"

using namespace facet;
using namespace facet::ui;

namespace {

Face cell(int number) { return SeedFace{334, number, {}, 1}; }

struct ListsHarness : PanelHarness {
  ListsHarness() {
    show("Grid", draw_grid_panel, {0, 0}, {700, 760});
    show("Lists", draw_lists_panel, {700, 0}, {400, 760});
    session.lists = {{"short_red", {cell(1), cell(2)}}, {"long_blue", {cell(3)}}};
  }
};

/// Carries a cell of the grid to an item and drops it in its middle.
void drop_cell(ImGuiTestContext& ctx, int number, ImGuiTestRef target) {
  const ImRect sheet = ctx.ItemInfo("//Grid/sheet").RectFull;
  ctx.MouseMoveToPos(
      {sheet.Min.x + sheet.GetWidth() * (static_cast<float>(number % 10) + 0.5F) / 10,
       sheet.Min.y + sheet.GetHeight() * (static_cast<float>(number / 10) + 0.5F) / 10});
  ctx.MouseDown();
  ctx.MouseMoveToPos(ctx.ItemInfo(target).RectClipped.GetCenter());
  ctx.Yield(2);
  ctx.MouseUp();
  ctx.Yield(2);
}

}  // namespace

TEST_CASE_FIXTURE(ListsHarness, "a cell dragged onto a list is added to it, once") {
  CHECK(play([&](ImGuiTestContext& ctx) {
    drop_cell(ctx, 17, "//Lists/$$1/grip");
    CHECK(session.lists[1].faces == std::vector<Face>{cell(3), cell(17)});
    drop_cell(ctx, 17, "//Lists/$$1/name");
  }));
  CHECK(session.lists[1].faces == std::vector<Face>{cell(3), cell(17)});
  CHECK(session.lists[0].faces.size() == 2);
  CHECK(session.grid.selected.empty());
}

TEST_CASE_FIXTURE(ListsHarness,
                  "drawn faces are compared with the training pictures, pictures not") {
  data.count = 5000;
  const auto picture = std::make_shared<const Image>(make_image(kFaceSide, kFaceSide));
  const auto asks = [&](const Face& face) {
    session.lists = {{"one", {face}}};
    outputs.clear();
    CHECK(play([&](ImGuiTestContext& ctx) {
      ctx.MouseMove("//Lists/**/face");
      ctx.SleepNoSkip(1, 0.05F);
    }));
    return std::ranges::any_of(outputs,
                               [](const UiOutput& one) { return one.to_compare.has_value(); });
  };
  CHECK(asks(cell(5)));
  CHECK_FALSE(asks(PictureFace{picture, "faces.npy", 12}));
}

TEST_CASE_FIXTURE(ListsHarness, "a selection is dragged as one") {
  session.grid.selected = {20, 21, 22};
  CHECK(play([&](ImGuiTestContext& ctx) { drop_cell(ctx, 21, "//Lists/$$1/grip"); }));
  CHECK(session.lists[1].faces == std::vector<Face>{cell(3), cell(21), cell(20), cell(22)});
}

TEST_CASE_FIXTURE(ListsHarness, "a face dropped below the lists starts another one") {
  CHECK(play([&](ImGuiTestContext& ctx) { drop_cell(ctx, 5, "//Lists/new list"); }));
  REQUIRE(session.lists.size() == 3);
  CHECK(session.lists[2].name == "face_5");
  CHECK(session.lists[2].faces == std::vector<Face>{cell(5)});
}

TEST_CASE_FIXTURE(ListsHarness, "a name is edited in place, kept usable, and followed") {
  session.arithmetic.expression = "short_red - 2*long_blue";
  CHECK(play([&](ImGuiTestContext& ctx) {
    ctx.ItemClick("//Lists/$$1/name");
    ctx.Yield(2);
    ctx.KeyCharsReplaceEnter("long hair, bleu");
  }));
  CHECK(session.lists[1].name == "long_hair__bleu");
  CHECK(session.arithmetic.expression == "short_red - 2*long_hair__bleu");
  CHECK(state.rename_list == -1);
}

TEST_CASE_FIXTURE(ListsHarness, "Escape leaves the name as it was") {
  CHECK(play([&](ImGuiTestContext& ctx) {
    ctx.ItemClick("//Lists/$$0/name");
    ctx.Yield(2);
    ctx.KeyCharsReplace("other");
    ctx.KeyPress(ImGuiKey_Escape);
    ctx.Yield(2);
  }));
  CHECK(session.lists[0].name == "short_red");
  CHECK(state.rename_list == -1);
}

TEST_CASE_FIXTURE(ListsHarness, "a name that another list has gets a number") {
  CHECK(play([&](ImGuiTestContext& ctx) {
    ctx.ItemClick("//Lists/$$1/name");
    ctx.Yield(2);
    ctx.KeyCharsReplaceEnter("short_red");
  }));
  CHECK(session.lists[1].name == "short_red_2");
}

TEST_CASE_FIXTURE(ListsHarness, "the cross on a face removes it, and so does Delete") {
  CHECK(play([&](ImGuiTestContext& ctx) {
    const ImRect tile = ctx.ItemInfo("//Lists/**/face").RectFull;
    ctx.MouseMoveToPos({tile.Max.x - 5, tile.Min.y + 5});
    ctx.MouseClick();
    ctx.Yield();
    CHECK(session.lists[0].faces == std::vector<Face>{cell(2)});
    ctx.MouseMoveToPos(tile.GetCenter());
    ctx.KeyPress(ImGuiKey_Delete);
  }));
  CHECK(session.lists[0].faces.empty());
  CHECK(session.lists[1].faces.size() == 1);
}

TEST_CASE_FIXTURE(ListsHarness, "the menu of a face in a list starts another list") {
  CHECK(play([&](ImGuiTestContext& ctx) {
    ctx.MouseMove("//Lists/**/face");
    ctx.MouseClick(ImGuiMouseButton_Right);
    ctx.Yield(2);
    ctx.SetRef("//$FOCUSED");
    ctx.MenuClick("Add to list/New list");
  }));
  REQUIRE(session.lists.size() == 3);
  CHECK(session.lists[2].faces == std::vector<Face>{cell(1)});
  CHECK(session.lists[0].faces.size() == 2);
}

TEST_CASE_FIXTURE(ListsHarness, "lists are duplicated, removed and started empty") {
  CHECK(play([&](ImGuiTestContext& ctx) {
    ctx.ItemClick("//Lists/$$0/###duplicate");
    CHECK(session.lists.size() == 3);
    CHECK(session.lists[1].name == "short_red_2");
    CHECK(session.lists[1].faces == session.lists[0].faces);
    ctx.ItemClick("//Lists/$$0/###remove");
    CHECK(session.lists.size() == 2);
    ctx.ItemClick("//Lists/new list");
    ctx.Yield(2);
    ctx.KeyCharsReplaceEnter("smiles");
  }));
  REQUIRE(session.lists.size() == 3);
  CHECK(session.lists[0].name == "short_red_2");
  CHECK(session.lists[2].name == "smiles");
  CHECK(session.lists[2].faces.empty());
}

TEST_CASE_FIXTURE(ListsHarness, "the list under the pointer is known to the workbench") {
  CHECK(play([&](ImGuiTestContext& ctx) {
    ctx.MouseMove("//Lists/$$1/name");
    ctx.Yield(2);
  }));
  CHECK(state.hovered_list == 1);
}

TEST_CASE_FIXTURE(ListsHarness, "the number of faces is told") {
  const std::string words = text();
  CHECK(words.find("2 faces") != std::string::npos);
  CHECK(words.find("1 face") != std::string::npos);
}

TEST_CASE("pictures keep to their faces while a list waits for its drawing") {
  PanelHarness harness;
  harness.show("Lists", draw_lists_panel, {0, 0}, {400, 760});
  harness.session.lists = {{"a", {cell(1), cell(2), cell(3)}}};
  harness.frames(2);
  const std::shared_ptr<const ListView> drawn = harness.view.lists[0];
  harness.explorer_draws = false;
  harness.session.lists[0].faces.erase(harness.session.lists[0].faces.begin());
  CHECK(harness.play([&](ImGuiTestContext& ctx) {
    ctx.MouseMove("//Lists/**/face");
    ctx.Yield(2);
  }));
  REQUIRE(harness.state.hovered);
  CHECK(*harness.state.hovered == cell(2));
  CHECK(harness.state.hovered_picture.serial == drawn->faces[1].picture.serial);
}

TEST_CASE("40 faces and a name in another script do not widen a list") {
  PanelHarness harness;
  FaceList list{"длинное_имя_списка_с_короткими_рыжими_волосами", {}};
  for (int number = 0; number < 40; ++number) list.faces.push_back(cell(number));
  harness.session.lists = {list, {"b", {cell(1)}}};
  harness.show("Lists", draw_lists_panel, {0, 0}, {330, 760});
  CHECK(harness.play([&](ImGuiTestContext& ctx) {
    const ImRect remove = ctx.ItemInfo("//Lists/$$0/###remove").RectFull;
    CHECK(remove.Max.x <= 330);
    CHECK(ctx.ItemInfo("//Lists/$$1/###remove").RectFull.Max.y < 760);
  }));
}
