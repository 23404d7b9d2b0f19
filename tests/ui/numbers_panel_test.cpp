#include <doctest/doctest.h>
#include <imgui_te_context.h>

#include <algorithm>

#include "tests/ui/panel_harness.h"
#include "ui/number_scribble.h"

namespace facet::ui {
namespace {

struct NumbersHarness : PanelHarness {
  NumbersHarness() { show("Numbers", draw_numbers_panel, {0, 0}, {900, 700}); }

  /// A lab that has learnt a little.
  void begin(NumberTask task) {
    numbers.started = numbers.running = true;
    numbers.plan.task = task;
    numbers.query.text = "12+34";
    numbers.answer = "46 ";
    numbers.confidence = {1, 0.5F, 0.9F};
    numbers.curves = {
        {"text2text columns, 80 %", {{1, 2, 2.1, 0.1, 0.05}, {2, 1, 1.1, 0.5, 0.4}}, ""}};
    numbers.failures = {{"6-78", "-71", "-72"}};
    numbers.table = {{"operator +", 0.75, 500}};
  }

  /// The newest command of a kind.
  template <typename Command>
  const Command* asked() const {
    for (auto of_frame = outputs.rbegin(); of_frame != outputs.rend(); ++of_frame) {
      for (const NumberCommand& command : of_frame->numbers) {
        if (const auto* found = std::get_if<Command>(&command)) return found;
      }
    }
    return nullptr;
  }
};

}  // namespace

TEST_CASE_FIXTURE(NumbersHarness, "a start asks for the plan that is set, and for the query") {
  state.numbers.plan.task = NumberTask::kTextToImage;
  CHECK(play([](ImGuiTestContext& ctx) { ctx.ItemClick("//Numbers/###numbers-start"); }));
  REQUIRE(asked<StartNumbers>() != nullptr);
  CHECK(asked<StartNumbers>()->plan.task == NumberTask::kTextToImage);
  REQUIRE(asked<AskNumbers>() != nullptr);
  CHECK(asked<AskNumbers>()->query.text == "12+34");
}

TEST_CASE_FIXTURE(NumbersHarness, "a running training is paused, a paused one goes on") {
  begin(NumberTask::kTextToText);
  CHECK(play([](ImGuiTestContext& ctx) { ctx.ItemClick("//Numbers/###numbers-pause"); }));
  CHECK(asked<PauseNumbers>() != nullptr);
  numbers.running = false;
  CHECK(play([](ImGuiTestContext& ctx) { ctx.ItemClick("//Numbers/###numbers-pause"); }));
  CHECK(asked<ResumeNumbers>() != nullptr);
}

TEST_CASE_FIXTURE(NumbersHarness, "an earlier training is opened from a list") {
  numbers.earlier = {"/numbers/newer", "/numbers/older"};
  CHECK(play([](ImGuiTestContext& ctx) {
    ctx.ItemClick("//Numbers/###open-numbers");
    ctx.ItemClick("//$FOCUSED/older");
  }));
  REQUIRE(asked<OpenNumbers>() != nullptr);
  CHECK(asked<OpenNumbers>()->run_folder == "/numbers/older");
}

TEST_CASE_FIXTURE(NumbersHarness, "what is typed is asked at once") {
  begin(NumberTask::kTextToText);
  CHECK(
      play([](ImGuiTestContext& ctx) { ctx.ItemInputValue("//Numbers/###number-query", "6-78"); }));
  REQUIRE(asked<AskNumbers>() != nullptr);
  CHECK(asked<AskNumbers>()->query.text == "6-78");
}

TEST_CASE_FIXTURE(NumbersHarness, "a click on a failure asks it again") {
  begin(NumberTask::kTextToText);
  CHECK(play([](ImGuiTestContext& ctx) {
    ctx.ItemClick("//Numbers/###number-tabs/###number-failures-tab");
    ctx.ItemClick("//Numbers/###number-tabs/###number-failures-tab/6-78 = -71  (-72)");
  }));
  REQUIRE(asked<AskNumbers>() != nullptr);
  CHECK(asked<AskNumbers>()->query.text == "6-78");
}

TEST_CASE_FIXTURE(NumbersHarness, "tiles are scribbled on for a model that reads tiles") {
  begin(NumberTask::kImageToText);
  state.numbers.query.from_tiles = true;
  CHECK(play([](ImGuiTestContext& ctx) {
    const ImRect tile = ctx.ItemInfo("//Numbers/$$1/tile").RectFull;
    ctx.MouseMoveToPos({tile.Min.x + tile.GetWidth() * 0.5F, tile.Min.y + tile.GetHeight() * 0.2F});
    ctx.MouseDown();
    ctx.MouseMoveToPos({tile.Min.x + tile.GetWidth() * 0.5F, tile.Min.y + tile.GetHeight() * 0.8F});
    ctx.MouseUp();
  }));
  REQUIRE(asked<AskNumbers>() != nullptr);
  const NumberQuery& query = asked<AskNumbers>()->query;
  CHECK(query.from_tiles);
  REQUIRE(query.tiles.size() == 5 * 28 * 28);
  const auto ink = [&](int tile) {
    const auto* from = query.tiles.data() + tile * 28 * 28;
    return std::count_if(from, from + 28 * 28, [](std::uint8_t value) { return value > 127; });
  };
  CHECK(ink(0) == 0);
  CHECK(ink(1) > 15);
  CHECK(ink(1) < 100);
}

TEST_CASE_FIXTURE(NumbersHarness, "four splits are asked for in one command, smallest first") {
  CHECK(play([](ImGuiTestContext& ctx) { ctx.ItemClick("//Numbers/###four-splits"); }));
  REQUIRE(asked<StartNumbers>() != nullptr);
  CHECK(asked<StartNumbers>()->plan.train_share == 0.05);
  REQUIRE(asked<StartNumbers>()->then.size() == 3);
  CHECK(asked<StartNumbers>()->then.back().train_share == 0.8);
  CHECK(asked<StartNumbers>()->then.back().seconds > 0);
}

TEST_CASE_FIXTURE(NumbersHarness, "a clicked style joins the chosen list, which keeps its others") {
  begin(NumberTask::kTextToImage);
  NumberStyleView& styles = numbers.styles;
  styles.cells = {std::make_shared<const Image>(make_image(8 * 28, 5 * 28)), 900001};
  styles.shapes.resize(kStyleCells);
  styles.query.lists[0].cells = {3, 4};
  CHECK(play([](ImGuiTestContext& ctx) {
    ctx.ItemClick("//Numbers/###number-tabs/###number-styles-tab");
    const ImRect cells = ctx.ItemInfo("//Numbers/**/style-cells").RectFull;
    ctx.MouseMoveToPos({cells.Min.x + cells.GetWidth() * 1.5F / 8, cells.Min.y + 2});
    ctx.MouseClick();
    ctx.ItemInputValue("//Numbers/**/###style-expression", "thick - 2 * thin");
  }));
  REQUIRE(asked<AskStyles>() != nullptr);
  const NumberStyleQuery& query = asked<AskStyles>()->query;
  CHECK(query.lists[0].rule == StyleRule::kClicked);
  CHECK(query.lists[0].cells == std::vector<int>{3, 4, 1});
  CHECK(query.expression == "thick - 2 * thin");
}

TEST_CASE("a pen leaves full ink on its line and none away from it") {
  std::vector<std::uint8_t> tile(28 * 28);
  scribble_line(tile.data(), 4, 14, 24, 14);
  CHECK(tile[14 * 28 + 14] > 200);
  CHECK(tile[20 * 28 + 14] == 0);
  CHECK(tile[14 * 28 + 1] == 0);
}

}  // namespace facet::ui
