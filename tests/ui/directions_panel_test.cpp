#include <doctest/doctest.h>

#include "tests/ui/panel_harness.h"

using namespace facet;
using namespace facet::ui;

namespace {

Face cell(int number) { return SeedFace{334, number, {}, 1}; }

struct DirectionsHarness : PanelHarness {
  DirectionsHarness() {
    show("Directions", draw_directions_panel, {0, 0}, {380, 430});
    show("Grid", draw_grid_panel, {400, 0}, {500, 430});
    show("Lists", draw_lists_panel, {900, 0}, {330, 430});
    session.lists = {{"short_red", {cell(1), cell(2)}}};
  }
  const std::array<double, kDirectionCount>& amounts() const { return session.directions.amounts; }
};

}  // namespace

TEST_CASE_FIXTURE(DirectionsHarness, "a slider moves the face along its direction and says so") {
  CHECK(play([&](ImGuiTestContext& ctx) {
    const ImRect slider = ctx.ItemInfo("//Directions/$$2/##amount").RectFull;
    const float y = slider.GetCenter().y;
    ctx.MouseMoveToPos({slider.GetCenter().x, y});
    ctx.MouseDown();
    ctx.MouseMoveToPos({slider.Min.x + slider.GetWidth() * 0.75F, y});
    ctx.Yield();
    ctx.MouseUp();
  }));
  CHECK(amounts()[2] == doctest::Approx(1).epsilon(0.15));
  CHECK(amounts()[0] == 0);
  REQUIRE_FALSE(outputs.empty());
  for (const UiOutput& asked : outputs) CHECK(asked.touched == TouchedPart::kDirections);
  CHECK(output.directions_shown);
}

TEST_CASE_FIXTURE(DirectionsHarness,
                  "a double click brings a slider back, a typed number goes on") {
  session.directions.amounts[1] = 1.5;
  CHECK(play([&](ImGuiTestContext& ctx) {
    ctx.MouseMove("//Directions/$$1/##amount");
    ctx.MouseDoubleClick();
    ctx.Yield(3);
  }));
  CHECK(amounts()[1] == 0);
  CHECK(play([&](ImGuiTestContext& ctx) {
    ctx.ItemInputValue("//Directions/$$1/##amount", 3.5F);
    ctx.ItemInputValue("//Directions/$$4/##amount", -80.0F);
  }));
  CHECK(amounts()[1] == doctest::Approx(3.5));
  CHECK(amounts()[4] == -kMaxAmount);
}

TEST_CASE_FIXTURE(DirectionsHarness, "a click on an end goes there") {
  CHECK(play([&](ImGuiTestContext& ctx) {
    ctx.ItemClick("//Directions/$$5/less");
    ctx.ItemClick("//Directions/$$6/more");
  }));
  CHECK(amounts()[5] == -kEndAmount);
  CHECK(amounts()[6] == kEndAmount);
}

TEST_CASE_FIXTURE(DirectionsHarness, "the ring on the plane is dragged to two amounts at once") {
  session.directions.across = 3;
  session.directions.up = 1;
  CHECK(play([&](ImGuiTestContext& ctx) {
    const ImRect plane = ctx.ItemInfo("//Directions/plane").RectFull;
    const auto at = [&](float x, float y) {
      return ImVec2(plane.Min.x + plane.GetWidth() * x, plane.Min.y + plane.GetHeight() * y);
    };
    ctx.MouseMoveToPos(at(0.5F, 0.5F));
    ctx.MouseDown();
    ctx.MouseMoveToPos(at(0.9F, 0.3F));
    ctx.Yield(2);
    ctx.MouseUp();
  }));
  CHECK(amounts()[3] == doctest::Approx(2).epsilon(0.05));
  CHECK(amounts()[1] == doctest::Approx(1).epsilon(0.1));
  CHECK(amounts()[0] == 0);
  CHECK(play([&](ImGuiTestContext& ctx) { ctx.ItemClick("//Directions/###random place"); }));
  CHECK(amounts()[3] != doctest::Approx(2).epsilon(0.05));
  CHECK(amounts()[0] == 0);
}

TEST_CASE_FIXTURE(DirectionsHarness, "the plane's directions are chosen, never the same twice") {
  CHECK(play([&](ImGuiTestContext& ctx) {
    ctx.SetRef("Directions");
    ctx.ComboClick("##across/direction 5");
    ctx.ComboClick("##up/direction 5");
  }));
  CHECK(session.directions.up == 4);
  CHECK(session.directions.across == 1);
}

TEST_CASE_FIXTURE(DirectionsHarness,
                  "dice throw all directions within the sliders; reset ends it") {
  CHECK(play([&](ImGuiTestContext& ctx) { ctx.ItemClick("//Directions/###random amounts"); }));
  const auto thrown = amounts();
  for (const double amount : thrown) {
    CHECK(amount != 0);
    CHECK(std::abs(amount) <= kEndAmount);
  }
  CHECK(play([&](ImGuiTestContext& ctx) { ctx.ItemClick("//Directions/###random amounts"); }));
  CHECK(amounts() != thrown);
  CHECK(play([&](ImGuiTestContext& ctx) { ctx.ItemClick("//Directions/###reset"); }));
  CHECK(amounts() == DirectionsState{}.amounts);
}

TEST_CASE_FIXTURE(DirectionsHarness, "a dropped face, a list and the selected cell are varied") {
  session.directions.amounts[0] = 1;
  CHECK(play([&](ImGuiTestContext& ctx) {
    const ImRect sheet = ctx.ItemInfo("//Grid/sheet").RectFull;
    ctx.MouseMoveToPos(
        {sheet.Min.x + sheet.GetWidth() * 0.75F, sheet.Min.y + sheet.GetHeight() * 0.15F});
    ctx.MouseDown();
    ctx.MouseMoveToPos(ctx.ItemInfo("//Directions/varied face").RectFull.GetCenter());
    ctx.Yield(2);
    ctx.MouseUp();
    ctx.Yield(2);
  }));
  CHECK(session.directions.face == cell(17));
  CHECK(amounts()[0] == 0);
  CHECK(play([&](ImGuiTestContext& ctx) {
    ctx.ItemDragAndDrop("//Lists/$$0/###grip", "//Directions/varied face");
  }));
  const auto* average = std::get_if<CodeFace>(&session.directions.face);
  REQUIRE(average != nullptr);
  CHECK(average->origin == "short_red");
  session.grid.selected = {42};
  CHECK(play([&](ImGuiTestContext& ctx) { ctx.ItemClick("//Directions/###selected cell"); }));
  CHECK(session.directions.face == cell(42));
}

TEST_CASE_FIXTURE(DirectionsHarness,
                  "the varied face is carried away as a code, the face as itself") {
  CHECK(play([&](ImGuiTestContext& ctx) {
    ctx.ItemDragAndDrop("//Directions/varied face", "//Lists/$$0/###grip");
  }));
  CHECK(session.lists[0].faces.back() == session.directions.face);
  session.directions.amounts[0] = 2;
  frames(2);
  CHECK(play([&](ImGuiTestContext& ctx) {
    ctx.ItemDragAndDrop("//Directions/varied face", "//Lists/$$0/###grip");
  }));
  const auto* kept = std::get_if<CodeFace>(&session.lists[0].faces.back());
  REQUIRE(kept != nullptr);
  CHECK(*kept->code == *view.directions->face.code);
  CHECK(kept->origin == "seed 334, cell 0, varied");
}

TEST_CASE_FIXTURE(DirectionsHarness,
                  "while directions are looked for the panel says how far it is") {
  explorer_draws = false;
  view = explorer.draw(session);
  auto looking = std::make_shared<DirectionsView>();
  looking->face = view.directions->face;
  looking->progress = 0.25;
  view.directions = looking;
  CHECK(text().find("Looking for the directions") != std::string::npos);
  CHECK(text().find("25%") != std::string::npos);
  view = {};
  CHECK(text().find("What makes faces differ") != std::string::npos);
}

TEST_CASE_FIXTURE(DirectionsHarness, "a face without a code in this model says why") {
  explorer_draws = false;
  view = explorer.draw(session);
  auto failed = std::make_shared<DirectionsView>();
  failed->error = Error{ErrorCode::kUnsupported, "this model has no encoder", "fast-gan"};
  view.directions = failed;
  CHECK(text().find("this model has no encoder") != std::string::npos);
}
