#include <doctest/doctest.h>

#include "tests/ui/panel_harness.h"

using namespace facet;
using namespace facet::ui;

namespace {

LiveMeasurement measurement() {
  LiveMeasurement measured;
  LiveQuality quality;
  quality.weights.step = 100;
  quality.measured.pictures = 256;
  quality.measured.distance = {35.8, 35.8, 35.8};
  quality.measured.floor = {12.5, 11.5, 13.5};
  quality.measured.diversity = 0.25;
  quality.measured.diversity_real = 0.3;
  quality.measured.nearest = 0.15;
  quality.measured.nearest_usual = 0.13;
  measured.quality = std::make_shared<const LiveQuality>(quality);
  measured.distances = {90, 50, 35.8F};
  ExpressionBadge badge;
  badge.expression = "short_red - short_blue";
  badge.starts = 48;
  badge.asked = {"hair red", "long 0"};
  badge.result = {{0.9, 0.8, 1}, {0.85, 0.8, 0.9}, {0.81, 0.8, 0.82}};
  badge.random.target = {0.1, 0, 0.2};
  badge.singles.target = {0.5, 0.4, 0.6};
  measured.badge = std::make_shared<const ExpressionBadge>(badge);
  measured.judge = {{"hair", 0.99}};
  return measured;
}

}  // namespace

TEST_CASE_FIXTURE(PanelHarness, "quality stands beside its floor in the training panel") {
  show("Training", draw_training_panel, {0, 0}, {400, 760});
  training.state = TrainingState::kRunning;
  training.run_folder = "runs/one";
  training.step = 160;
  CHECK(text().find("quality") == std::string::npos);
  measured = measurement();
  const std::string shown = text();
  CHECK(shown.find("35.8") != std::string::npos);
  CHECK(shown.find("real 12.5 ± 1.0") != std::string::npos);
  CHECK(shown.find("diversity 0.25 of 0.30, nearest 0.15 of 0.13, 60 steps ago") !=
        std::string::npos);
}

TEST_CASE_FIXTURE(PanelHarness, "an expression has its badge beside a random vector") {
  show("Arithmetic", draw_arithmetic_panel, {0, 0}, {500, 600});
  session.lists = {{"short_red", {SeedFace{334, 1, {}, 1}}},
                   {"short_blue", {SeedFace{334, 2, {}, 1}}}};
  session.arithmetic.expression = "short_red - short_blue";
  measured = measurement();
  std::string shown = text();
  CHECK(shown.find("target 90 %, others kept 85 %, identity 0.81") != std::string::npos);
  CHECK(shown.find("random vector 10 %, single picks 50 %; asked: hair red, long 0") !=
        std::string::npos);
  measured.judge_progress = 0.4;
  CHECK(text().find("a judge learns to read the labels: 40 %") != std::string::npos);
  measured = {};
  shown = text();
  CHECK(shown.find("target") == std::string::npos);
}

TEST_CASE_FIXTURE(PanelHarness, "the typical norm is a switch of the session") {
  show("Arithmetic", draw_arithmetic_panel, {0, 0}, {500, 600});
  session.lists = {{"red", {SeedFace{334, 1, {}, 1}}}};
  session.arithmetic.expression = "red";
  CHECK(play([&](ImGuiTestContext& ctx) { ctx.ItemClick("//Arithmetic/typical norm"); }));
  CHECK(session.arithmetic.typical_norm);
}
