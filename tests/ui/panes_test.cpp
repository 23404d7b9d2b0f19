#include "ui/panes.h"

#include <doctest/doctest.h>

#include "tests/ui/panel_harness.h"

using namespace facet;
using namespace facet::ui;

namespace {

/// A VAE in training A beside a GAN in training B.
struct TwoPanes : PanelHarness {
  TwoPanes() {
    training.state = training_b.state = TrainingState::kRunning;
    training.step = 12340;
    training.images_per_s = 455;
    training.run_folder = "/runs/vae";
    training_b.plan.preset = "fast-gan";
    training_b.step = 120;
    training_b.images_per_s = 98;
    training_b.run_folder = "/runs/gan";
    compared_explorer.weights = {"aa", "fast-gan", 120, true};
    session.compared = ModelRef{"", true, 1};
    session.lists = {{"a", {SeedFace{334, 1, {}, 1}}}, {"b", {SeedFace{334, 2, {}, 1}}}};
    session.arithmetic.expression = "a - b";
  }

  bool shows(const std::string& words) { return text().find(words) != std::string::npos; }
};

struct TwoGrids : TwoPanes {
  TwoGrids() { show("Grid", draw_grid_panel, {0, 0}, {800, 500}); }
};

ImVec2 cell_middle(const ImRect& sheet, int cell) {
  return {sheet.Min.x + sheet.GetWidth() * (static_cast<float>(cell % 10) + 0.5F) / 10,
          sheet.Min.y + sheet.GetHeight() * (static_cast<float>(cell / 10) + 0.5F) / 10};
}

constexpr const char* kSecondSheet = "//Grid/second/sheet";

}  // namespace

TEST_CASE_FIXTURE(TwoGrids, "two sheets of one size stand side by side, each with its model") {
  CHECK(shows("A fast-vae, step 12,340"));
  CHECK(shows("B fast-gan, step 120"));
  CHECK(play([&](ImGuiTestContext& ctx) {
    const ImRect first = ctx.ItemInfo("//Grid/sheet").RectFull;
    const ImRect second = ctx.ItemInfo(kSecondSheet).RectFull;
    CHECK(first.GetWidth() == second.GetWidth());
    CHECK(first.Max.x < second.Min.x);
    CHECK(first.Min.y == second.Min.y);
    CHECK(second.Max.x <= 800);
  }));
}

TEST_CASE_FIXTURE(TwoGrids, "a cell is the same face in both panes: one selection, one list") {
  CHECK(play([&](ImGuiTestContext& ctx) {
    ctx.MouseMoveToPos(cell_middle(ctx.ItemInfo(kSecondSheet).RectFull, 17));
    ctx.Yield(2);
    REQUIRE(state.hovered);
    CHECK(*state.hovered == Face{SeedFace{334, 17, {}, 1}});
    ctx.MouseClick();
    ctx.MouseMoveToPos(cell_middle(ctx.ItemInfo("//Grid/sheet").RectFull, 3));
    ctx.MouseClick();
  }));
  CHECK(session.grid.selected == std::vector<int>{3, 17});
}

TEST_CASE_FIXTURE(TwoGrids,
                  "each pane switches its own weights, and the cross ends the comparison") {
  CHECK(play([&](ImGuiTestContext& ctx) {
    ctx.ItemUncheck("//Grid/second/EMA");
    CHECK_FALSE(session.compared->ema);
    CHECK(session.model.ema);
    ctx.ItemClick("//Grid/second/###swap panes");
    ctx.ItemClick("//Grid/second/###end comparison");
  }));
  CHECK(state.actions == std::vector<Action>{Action::kSwapPanes, Action::kCompare});
}

TEST_CASE_FIXTURE(TwoGrids, "an export names the pane that it was made from") {
  CHECK(play([&](ImGuiTestContext& ctx) {
    ctx.ItemClick("//Grid/###save grid");
    ctx.ItemClick("//$FOCUSED/###pane 1");
  }));
  REQUIRE(!outputs.empty());
  REQUIRE(outputs.back().export_wanted);
  CHECK(outputs.back().export_wanted->session.model == ModelRef{"", true, 1});
  CHECK_FALSE(outputs.back().export_wanted->session.compared);
}

TEST_CASE_FIXTURE(TwoGrids,
                  "the menu compares with other weights, a training, an earlier step, a run") {
  training.past = std::make_shared<const std::vector<PastStep>>(
      std::vector<PastStep>{{1, "/runs/vae/past/1"}, {11, "/runs/vae/past/11"}});
  state.recent_runs = {"/runs/old"};
  session.compared.reset();
  CHECK(play([&](ImGuiTestContext& ctx) {
    const auto choose = [&](const char* item) {
      ctx.ItemClick("//Grid/###compare");
      ctx.SetRef("//$FOCUSED");
      ctx.MenuClick(item);
      ctx.SetRef("//Grid");
    };
    choose("Raw beside averaged");
    CHECK(session.compared == ModelRef{"", false, 0});
    choose("###training B");
    CHECK(session.compared == ModelRef{"", true, 1});
    choose("An earlier step of A/step 11");
    CHECK(session.compared == ModelRef{"/runs/vae/past/11", true, 0});
    choose("Another run/old");
    CHECK(session.compared == ModelRef{"/runs/old", true, 0});
    choose("Off");
    CHECK_FALSE(session.compared);
  }));
}

TEST_CASE_FIXTURE(TwoGrids, "names tell the panes apart by what differs") {
  frames(2);
  const auto names = [&] {
    FaceTextures textures(FaceTextures::Backend::kNone);
    PanelContext context{view, training, data, session, state, textures, output, measured};
    context.compared = &*compared;
    return pane_names(context);
  };
  CHECK(names() == std::array<std::string, 2>{"fast-vae", "fast-gan"});
  compared->weights.preset = "fast-vae";
  CHECK(names() == std::array<std::string, 2>{"A", "B"});
  session.compared = ModelRef{"", false, 0};
  CHECK(names() == std::array<std::string, 2>{"averaged", "raw"});
}

TEST_CASE_FIXTURE(TwoPanes, "the result of both models stands in the arithmetic panel") {
  show("Arithmetic", draw_arithmetic_panel, {0, 0}, {420, 460});
  CHECK(shows("fast-vae"));
  CHECK(shows("fast-gan"));
  CHECK(play([&](ImGuiTestContext& ctx) {
    CHECK(ctx.ItemExists("//Arithmetic/result"));
    CHECK(ctx.ItemExists("//Arithmetic/compared/result"));
    CHECK(ctx.ItemExists("//Arithmetic/compared/$$1/term"));
    const ImRect first = ctx.ItemInfo("//Arithmetic/result").RectFull;
    const ImRect second = ctx.ItemInfo("//Arithmetic/compared/result").RectFull;
    CHECK(first.Max.y <= second.Min.y);
    CHECK(second.Max.y < 460);
  }));
}

TEST_CASE_FIXTURE(TwoPanes, "what one model cannot answer is an error in its own pane") {
  show("Arithmetic", draw_arithmetic_panel, {0, 0}, {420, 460});
  show("Path", draw_path_panel, {430, 0}, {700, 240});
  frames(2);
  explorer_draws = false;
  auto arithmetic = std::make_shared<ArithmeticView>(*compared->arithmetic);
  arithmetic->error = Error{ErrorCode::kUnsupported, "a GAN has no encoder", ""};
  compared->arithmetic = arithmetic;
  CHECK(shows("a GAN has no encoder"));
  CHECK(play([](ImGuiTestContext& ctx) {
    CHECK(ctx.ItemExists("//Arithmetic/result"));
    CHECK_FALSE(ctx.ItemExists("//Arithmetic/compared/result"));
  }));
}

TEST_CASE_FIXTURE(TwoPanes, "both models' faces ride on the slider, above both strips") {
  show("Path", draw_path_panel, {0, 0}, {700, 240});
  CHECK(play([&](ImGuiTestContext& ctx) {
    const ImRect first = ctx.ItemInfo("//Path/slider face").RectFull;
    const ImRect second = ctx.ItemInfo("//Path/second slider face").RectFull;
    CHECK(first.Max.x < second.Min.x);
    const ImRect strip = ctx.ItemInfo("//Path/$$0/$$9/step").RectFull;
    const ImRect below = ctx.ItemInfo("//Path/$$1/$$9/step").RectFull;
    CHECK(strip.Max.y <= below.Min.y);
    CHECK(below.Max.y <= 240);
    CHECK(below.Max.x <= 700);
  }));
}

TEST_CASE_FIXTURE(TwoPanes, "the training panel shows both speeds and steers the one chosen") {
  show("Training", draw_training_panel, {0, 0}, {320, 760});
  CHECK(shows("455 images/s"));
  CHECK(shows("98.0 images/s"));
  CHECK(shows("/runs/vae"));
  CHECK(play([](ImGuiTestContext& ctx) { ctx.ItemClick("//Training/###training B"); }));
  CHECK(state.training == 1);
  CHECK(shows("/runs/gan"));
}
