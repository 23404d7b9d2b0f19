#include "ui/timeline.h"

#include <doctest/doctest.h>

#include "tests/ui/panel_harness.h"

using namespace facet;
using namespace facet::ui;

namespace {

struct TimeHarness : PanelHarness {
  TimeHarness() {
    show("Grid", draw_grid_panel, {0, 0}, {700, 760});
    training.run_folder = "/runs/one";
    training.step = 900;
    training.past = std::make_shared<const std::vector<PastStep>>(
        std::vector<PastStep>{{1, "/runs/one/past/1"}, {11, "/runs/one/past/11"}});
  }
};

}  // namespace

TEST_CASE("the live training stands behind the kept steps, other models nowhere") {
  const std::vector<PastStep> past{{1, "/a"}, {11, "/b"}};
  CHECK(timeline_place(past, {"", true}) == 2);
  CHECK(timeline_place(past, {"/b", true}) == 1);
  CHECK(timeline_place(past, {"/other", true}) == -1);
  ModelRef model;
  go_to_place(past, 0, model);
  CHECK(model.path == "/a");
  go_to_place(past, 2, model);
  CHECK(model.path.empty());
}

TEST_CASE_FIXTURE(TimeHarness, "dragged to its left end the time is the first step, and back") {
  CHECK(play([&](ImGuiTestContext& ctx) {
    const ImRect slider = ctx.ItemInfo("//Grid/###time").RectFull;
    ctx.MouseMoveToPos({slider.Max.x - 6, slider.GetCenter().y});
    ctx.MouseDown();
    ctx.MouseMoveToPos({slider.Min.x + 3, slider.GetCenter().y});
    ctx.MouseUp();
    CHECK(session.model.path == "/runs/one/past/1");
    ctx.Yield(2);
    ctx.ItemClick("//Grid/###live");
  }));
  CHECK(session.model.path.empty());
}

TEST_CASE_FIXTURE(TimeHarness, "a film is asked for over the kept steps") {
  CHECK(play([&](ImGuiTestContext& ctx) {
    ctx.ItemClick("//Grid/film");
    ctx.ItemClick("//$FOCUSED/Film of the path");
  }));
  REQUIRE(outputs.size() == 1);
  CHECK(outputs[0].film_models ==
        std::vector<std::string>{"/runs/one/past/1", "/runs/one/past/11"});
  REQUIRE(outputs[0].export_wanted);
  CHECK(outputs[0].export_wanted->kind == PictureKind::kPath);
}

TEST_CASE_FIXTURE(TimeHarness, "there is no time to drag before a step is kept") {
  training.past = std::make_shared<const std::vector<PastStep>>();
  CHECK(play([&](ImGuiTestContext& ctx) { CHECK_FALSE(ctx.ItemExists("//Grid/###time")); }));
}
