#include <doctest/doctest.h>

#include <utility>

#include "tests/ui/panel_harness.h"

using namespace facet;
using namespace facet::ui;

namespace {

Face cell(int number) { return SeedFace{334, number, {}, 1}; }

struct ArithmeticHarness : PanelHarness {
  ArithmeticHarness() {
    show("Grid", draw_grid_panel, {0, 0}, {500, 500});
    show("Lists", draw_lists_panel, {500, 0}, {330, 760});
    show("Arithmetic", draw_arithmetic_panel, {830, 0}, {440, 500});
    session.lists = {{"short_red", {cell(1), cell(2)}},
                     {"short_blue", {cell(3)}},
                     {"long_blue", {cell(4), cell(5)}}};
    session.arithmetic.expression = "short_red - short_blue";
  }

  void type(const char* text) {
    CHECK(play([&](ImGuiTestContext& ctx) {
      ctx.ItemClick("//Arithmetic/##expression");
      ctx.KeyCharsReplace(text);
      ctx.Yield(2);
    }));
  }
};

}  // namespace

TEST_CASE_FIXTURE(ArithmeticHarness, "a valid expression is drawn while it is typed") {
  type("short_red - short_blue + 0.5*(long_blue)");
  CHECK(session.arithmetic.expression == "short_red - short_blue + 0.5*(long_blue)");
  CHECK_FALSE(outputs.empty());
  CHECK(outputs.back().touched == TouchedPart::kArithmetic);
}

TEST_CASE_FIXTURE(ArithmeticHarness,
                  "a wrong expression keeps its text and the last good drawing") {
  const std::pair<const char*, const char*> cases[] = {
      {"short_red / short_blue", "division is not possible"},
      {"short_red - ", "ends where a list's name should stand"},
      {"short_red - grene", "there is no list named 'grene' (column 13)"},
      {"2", "a number alone is not a face"},
  };
  for (const auto& [wrong, message] : cases) {
    CAPTURE(wrong);
    type(wrong);
    CHECK(session.arithmetic.expression == "short_red - short_blue");
    CHECK(text().find(message) != std::string::npos);
    frames(3);
    CHECK(state.expression_text == wrong);
  }
  type("short_red");
  CHECK(text().find("(column") == std::string::npos);
}

TEST_CASE_FIXTURE(ArithmeticHarness, "a list that appears makes the text that names it valid") {
  type("short_red - smiles");
  CHECK(session.arithmetic.expression == "short_red - short_blue");
  session.lists.push_back({"smiles", {cell(9)}});
  frames(2);
  CHECK(session.arithmetic.expression == "short_red - smiles");
}

TEST_CASE_FIXTURE(ArithmeticHarness, "an undone expression comes back into the box") {
  type("short_red");
  CHECK(play([&](ImGuiTestContext& ctx) { ctx.ItemClick("//Arithmetic/$$0/sign"); }));
  CHECK(session.arithmetic.expression == "-short_red");
  frames(1);
  CHECK(state.expression_text == "-short_red");
  session.arithmetic.expression = "long_blue";
  frames(1);
  CHECK(state.expression_text == "long_blue");
}

TEST_CASE_FIXTURE(ArithmeticHarness, "a click on a sign flips it") {
  CHECK(play([&](ImGuiTestContext& ctx) {
    ctx.ItemClick("//Arithmetic/$$1/sign");
    CHECK(session.arithmetic.expression == "short_red + short_blue");
    ctx.ItemClick("//Arithmetic/$$0/sign");
  }));
  CHECK(session.arithmetic.expression == "-short_red + short_blue");
}

TEST_CASE_FIXTURE(ArithmeticHarness, "a weight is typed in place and keeps the sign") {
  CHECK(
      play([&](ImGuiTestContext& ctx) { ctx.ItemInputValue("//Arithmetic/$$1/##weight", 0.25F); }));
  CHECK(session.arithmetic.expression == "short_red - 0.25*short_blue");
}

TEST_CASE_FIXTURE(ArithmeticHarness,
                  "a list dropped on a term replaces it, on the slot it is added") {
  CHECK(play([&](ImGuiTestContext& ctx) {
    ctx.ItemDragAndDrop("//Lists/$$2/###grip", "//Arithmetic/$$1/face");
    CHECK(session.arithmetic.expression == "short_red - long_blue");
    ctx.ItemDragAndDrop("//Lists/$$1/name", "//Arithmetic/next term");
    CHECK(session.arithmetic.expression == "short_red - long_blue + short_blue");
    ctx.ItemDragAndDrop("//Lists/$$1/name", "//Arithmetic/next term");
  }));
  CHECK(session.arithmetic.expression == "short_red - long_blue + 2*short_blue");
  CHECK(session.lists.size() == 3);
}

TEST_CASE_FIXTURE(ArithmeticHarness, "a face dropped on a term makes a list of its own") {
  CHECK(play([&](ImGuiTestContext& ctx) {
    const ImRect sheet = ctx.ItemInfo("//Grid/sheet").RectFull;
    for (int times = 0; times < 2; ++times) {
      ctx.MouseMoveToPos(
          {sheet.Min.x + sheet.GetWidth() * 0.75F, sheet.Min.y + sheet.GetHeight() * 0.15F});
      ctx.MouseDown();
      ctx.MouseMoveToPos(ctx.ItemInfo("//Arithmetic/$$0/face").RectFull.GetCenter());
      ctx.Yield(2);
      ctx.MouseUp();
      ctx.Yield(2);
    }
  }));
  REQUIRE(session.lists.size() == 4);
  CHECK(session.lists[3].name == "face_17");
  CHECK(session.lists[3].faces == std::vector<Face>{cell(17)});
  CHECK(session.arithmetic.expression == "face_17 - short_blue");
}

TEST_CASE_FIXTURE(ArithmeticHarness, "the cross on a term removes it") {
  CHECK(play([&](ImGuiTestContext& ctx) {
    const ImRect face = ctx.ItemInfo("//Arithmetic/$$0/face").RectFull;
    ctx.MouseMoveToPos({face.Max.x - 5, face.Min.y + 5});
    ctx.MouseClick();
  }));
  CHECK(session.arithmetic.expression == "-short_blue");
}

TEST_CASE_FIXTURE(ArithmeticHarness,
                  "the result is dragged away as a frozen code with its origin") {
  CHECK(play([&](ImGuiTestContext& ctx) {
    ctx.ItemDragAndDrop("//Arithmetic/result", "//Lists/$$1/###grip");
  }));
  REQUIRE(session.lists[1].faces.size() == 2);
  const auto* code = std::get_if<CodeFace>(&session.lists[1].faces[1]);
  REQUIRE(code != nullptr);
  CHECK(code->origin == "short_red - short_blue");
  CHECK(code->code->size() == 16);
}

TEST_CASE_FIXTURE(ArithmeticHarness, "a deleted list leaves its name in the text, with an error") {
  CHECK(play([&](ImGuiTestContext& ctx) { ctx.ItemClick("//Lists/$$1/###remove"); }));
  frames(3);
  CHECK(session.arithmetic.expression == "short_red - short_blue");
  CHECK(state.expression_text == "short_red - short_blue");
  CHECK(text().find("there is no list named 'short_blue'") != std::string::npos);
}

TEST_CASE_FIXTURE(ArithmeticHarness, "an emptied box is an empty expression that takes a list") {
  type("");
  CHECK(session.arithmetic.expression.empty());
  CHECK(play([&](ImGuiTestContext& ctx) {
    ctx.ItemDragAndDrop("//Lists/$$2/###grip", "//Arithmetic/next term");
  }));
  CHECK(session.arithmetic.expression == "long_blue");
}

TEST_CASE_FIXTURE(ArithmeticHarness, "the result can be saved once it is drawn") {
  CHECK(play([&](ImGuiTestContext& ctx) { ctx.ItemClick("//Arithmetic/###save result"); }));
  REQUIRE_FALSE(outputs.empty());
  REQUIRE(outputs.back().export_wanted);
  CHECK(outputs.back().export_wanted->kind == PictureKind::kArithmetic);
}

TEST_CASE_FIXTURE(ArithmeticHarness, "nothing moves on screen while nothing is to come") {
  for (const char* expression : {"short_red - short_blue", "", "none + short_red", "gone"}) {
    CAPTURE(expression);
    session.lists.push_back({"none", {}});
    session.arithmetic.expression = expression;
    frames(3);
    CHECK_FALSE(output.animating);
    session.lists.pop_back();
  }
}
