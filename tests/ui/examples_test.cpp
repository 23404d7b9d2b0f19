#include <doctest/doctest.h>

#include "tests/ui/workbench_harness.h"

using namespace facet;
using namespace facet::ui;

namespace {

Example example_of(const char* name, const char* expression) {
  Example example{name, "What one sees.", {}, std::string("/demo/") + name};
  example.session.model.path = example.recording + "/past/1";
  example.session.arithmetic.expression = expression;
  return example;
}

const std::vector<Example> kExamples{example_of("hair", "red - blue"), example_of("mouth", "open")};

}  // namespace

TEST_CASE("an example brings model, expression and curves, and leaves the plans alone") {
  Session mine = kExamples[0].session;
  mine.plan.learning_rate = 0.25;
  WorkbenchHarness bench(mine, "", {1440, 900}, kExamples);
  bench.frames(2);
  REQUIRE(bench.sent<ShowRecording>().size() == 1);
  CHECK(bench.sent<ShowRecording>()[0].run_folder == "/demo/hair");

  CHECK(bench.play([](ImGuiTestContext& ctx) { ctx.ItemClick("//###arithmetic/mouth"); }));
  CHECK(bench.session().model == kExamples[1].session.model);
  CHECK(bench.session().arithmetic.expression == "open");
  CHECK(bench.session().plan.learning_rate == 0.25);
  REQUIRE(bench.sent<ShowRecording>().size() == 2);
  CHECK(bench.sent<ShowRecording>()[1].run_folder == "/demo/mouth");

  bench.press(ImGuiMod_Ctrl | ImGuiKey_Z);
  CHECK(bench.session() == mine);
  REQUIRE(bench.sent<ShowRecording>().size() == 3);
  CHECK(bench.sent<ShowRecording>()[2].run_folder == "/demo/hair");
}

TEST_CASE("examples are offered while one is shown or nothing is, and always in the help menu") {
  Session mine;
  mine.arithmetic.expression = "a + b";
  WorkbenchHarness bench(mine, "", {1440, 900}, kExamples);
  bench.frames(2);
  CHECK(bench.text().find("Examples") == std::string::npos);
  CHECK(bench.sent<ShowRecording>().empty());
  CHECK(bench.play(
      [](ImGuiTestContext& ctx) { ctx.MenuClick("//##MainMenuBar/Help/Example: hair"); }));
  CHECK(bench.session().arithmetic.expression == "red - blue");
  bench.frame();
  CHECK(bench.text().find("Examples") != std::string::npos);
}
