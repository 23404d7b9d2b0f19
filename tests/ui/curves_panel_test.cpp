#include <doctest/doctest.h>

#include "tests/ui/panel_harness.h"

using namespace facet;
using namespace facet::ui;

namespace {

struct CurvesHarness : PanelHarness {
  CurvesHarness() {
    auto curves = std::make_shared<Curves>();
    curves->series = loss_series(ModelKind::kGan);
    for (int step = 1; step <= 100; ++step) {
      curves->losses.push_back({step, {1.0F, 0.5F, 0.6F, 0.4F, 3.0F, 2.0F}});
    }
    training.curves = curves;
  }

  ImRect entry(const char* window, const char* name) {
    ImRect place;
    const std::string id = "//" + std::string(window) + "/legend " + name;
    CHECK(play([&](ImGuiTestContext& ctx) { place = ctx.ItemInfo(id.c_str()).RectFull; }));
    return place;
  }
};

}  // namespace

TEST_CASE_FIXTURE(CurvesHarness, "a click in the legend hides a curve, another shows it again") {
  show("Curves", draw_curves_panel, {0, 0}, {600, 300});
  const char* const name = training.curves->series[1].name;
  const std::string id = "//Curves/legend " + std::string(name);
  CHECK(play([&](ImGuiTestContext& ctx) { ctx.ItemClick(id.c_str()); }));
  CHECK(state.hidden_curves == std::set<std::string>{name});
  CHECK(play([&](ImGuiTestContext& ctx) { ctx.ItemClick(id.c_str()); }));
  CHECK(state.hidden_curves.empty());
}

TEST_CASE_FIXTURE(CurvesHarness, "in a narrow panel the whole legend is below the curves") {
  show("Wide", draw_curves_panel, {0, 0}, {900, 300});
  show("Narrow", draw_curves_panel, {910, 0}, {190, 300});
  const std::span<const LossSeries> series = training.curves->series;
  CHECK(entry("Wide", series.front().name).Min.y == entry("Wide", series.back().name).Min.y);
  CHECK(entry("Narrow", series.front().name).Min.y < entry("Narrow", series.back().name).Min.y);
  for (const LossSeries& one : series) {
    CAPTURE(one.name);
    const ImRect place = entry("Narrow", one.name);
    CHECK(place.Max.x <= 1100);
    CHECK(place.Max.y <= 300);
  }
}
