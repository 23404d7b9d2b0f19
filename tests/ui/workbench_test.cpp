#include <doctest/doctest.h>

#include "tests/ui/workbench_harness.h"

using namespace facet;
using namespace facet::ui;

namespace {

Session with_lists() {
  Session session;
  session.lists = {{"short_red", {SeedFace{334, 1, {}, 1}, SeedFace{334, 2, {}, 1}}},
                   {"long_blue", {SeedFace{334, 3, {}, 1}}}};
  session.arithmetic.expression = "short_red + long_blue";
  return session;
}

struct Bench : WorkbenchHarness {
  Bench() : WorkbenchHarness(with_lists()) { frames(3); }

  void run(TrainingState state) {
    training.state = state;
    training.plan = session().plan;
    training.step = 100;
    training.run_folder = "/runs/one";
    frames(2);
  }
};

void click(ImGuiTestContext& ctx, const char* item) {
  ctx.ItemClick(item);
  ctx.Yield(2);
}

constexpr const char* kStart = "//###training/###start or pause";

}  // namespace

TEST_CASE("the first frame hands the session over and asks for its data") {
  WorkbenchHarness bench(with_lists());
  bench.frame();
  CHECK(bench.output.session_changed);
  REQUIRE(bench.sent<OpenData>().size() == 1);
  CHECK(bench.sent<OpenData>()[0].data == "drawn");
  bench.frame();
  CHECK_FALSE(bench.output.session_changed);
  CHECK(bench.sent<OpenData>().size() == 1);
}

TEST_CASE_FIXTURE(Bench, "the start button begins a run of the session's plan") {
  CHECK(play([&](ImGuiTestContext& ctx) { click(ctx, kStart); }));
  REQUIRE(sent<StartTraining>().size() == 1);
  CHECK(sent<StartTraining>()[0].plan == session().plan);
  CHECK(sent<StartTraining>()[0].run_folder.empty());
}

TEST_CASE_FIXTURE(Bench, "starting shows the live training instead of a model file") {
  opened = {Opened{Opened::Kind::kModel, "/models/demo.safetensors", {}, {}, {}}};
  frame();
  CHECK(session().model.path == "/models/demo.safetensors");
  press(ImGuiKey_Space);
  CHECK(sent<StartTraining>().size() == 1);
  CHECK(session().model.path.empty());
}

TEST_CASE_FIXTURE(Bench, "the space bar pauses what runs and resumes what is paused") {
  run(TrainingState::kRunning);
  press(ImGuiKey_Space);
  CHECK(sent<PauseTraining>().size() == 1);
  run(TrainingState::kPaused);
  press(ImGuiKey_Space);
  CHECK(sent<ResumeTraining>().size() == 1);
  run(TrainingState::kPreparing);
  press(ImGuiKey_Space);
  CHECK(sent<StartTraining>().empty());
}

TEST_CASE_FIXTURE(Bench, "step, reset and save act on a run, and on nothing without one") {
  press(ImGuiKey_S);
  press(ImGuiMod_Ctrl | ImGuiKey_S);
  CHECK(sent<StepTraining>().empty());
  CHECK(sent<SaveCheckpoint>().empty());
  run(TrainingState::kPaused);
  press(ImGuiKey_S);
  press(ImGuiMod_Ctrl | ImGuiKey_S);
  CHECK(sent<StepTraining>().size() == 1);
  CHECK(sent<SaveCheckpoint>().size() == 1);
  CHECK(play([&](ImGuiTestContext& ctx) {
    click(ctx, "//###training/###step");
    click(ctx, "//###training/###reset");
    click(ctx, "//###training/###save");
  }));
  CHECK(sent<StepTraining>().size() == 2);
  CHECK(sent<ResetTraining>().size() == 1);
  CHECK(sent<SaveCheckpoint>().size() == 2);
}

TEST_CASE_FIXTURE(Bench,
                  "a learning rate changed in mid-run is sent once, and undo sends the old") {
  run(TrainingState::kRunning);
  CHECK(play([&](ImGuiTestContext& ctx) {
    ctx.ItemInputValue("//###training/###learning rate", "0.0005");
    ctx.Yield(3);
  }));
  REQUIRE(sent<ChangeTraining>().size() == 1);
  CHECK(sent<ChangeTraining>()[0].learning_rate == doctest::Approx(0.0005));
  CHECK(sent<ChangeTraining>()[0].kl_weight == 1);
  press(ImGuiMod_Ctrl | ImGuiKey_Z);
  REQUIRE(sent<ChangeTraining>().size() == 2);
  CHECK(sent<ChangeTraining>()[1].learning_rate == 1e-3);
}

TEST_CASE_FIXTURE(Bench, "a dragged learning rate is sent when it is let go") {
  run(TrainingState::kRunning);
  CHECK(play([&](ImGuiTestContext& ctx) {
    ctx.MouseMove("//###training/###learning rate");
    ctx.MouseDown();
    const ImVec2 at = ImGui::GetIO().MousePos;
    ctx.MouseMoveToPos({at.x + 60, at.y});
    ctx.Yield(3);
    CHECK(session().plan.learning_rate > 1.01e-3);
    CHECK(sent<ChangeTraining>().empty());
    ctx.MouseUp();
    ctx.Yield(3);
  }));
  REQUIRE(sent<ChangeTraining>().size() == 1);
  CHECK(sent<ChangeTraining>()[0].learning_rate == session().plan.learning_rate);
}

TEST_CASE_FIXTURE(Bench, "without a run a change of the plan sends nothing") {
  CHECK(play([&](ImGuiTestContext& ctx) {
    ctx.ItemInputValue("//###training/###learning rate", "0.0005");
    ctx.Yield(3);
  }));
  CHECK(session().plan.learning_rate == doctest::Approx(0.0005));
  CHECK(sent<ChangeTraining>().empty());
}

TEST_CASE_FIXTURE(Bench, "what a run fixes is greyed while it trains and free when it is paused") {
  run(TrainingState::kRunning);
  CHECK(play([&](ImGuiTestContext& ctx) {
    const auto greyed = [&](const char* item) {
      return (ctx.ItemInfo(item).ItemFlags & ImGuiItemFlags_Disabled) != 0;
    };
    CHECK(greyed("//###training/###batch"));
    CHECK(greyed("//###training/###preset"));
    CHECK_FALSE(greyed("//###training/###kl weight"));
    training.state = TrainingState::kPaused;
    ctx.Yield(2);
    CHECK_FALSE(greyed("//###training/###batch"));
    ctx.ItemInputValue("//###training/###batch", 128);
    ctx.Yield(2);
    click(ctx, "//###training/###start new run");
  }));
  REQUIRE(sent<StartTraining>().size() == 1);
  CHECK(sent<StartTraining>()[0].plan.batch == 128);
}

TEST_CASE_FIXTURE(Bench, "a preset sets the whole plan but keeps the data") {
  CHECK(play([&](ImGuiTestContext& ctx) {
    click(ctx, "//###training/###preset");
    click(ctx, "//$FOCUSED/report-vae");
  }));
  CHECK(session().plan == plan_for(*find_preset("report-vae"), "drawn"));
}

TEST_CASE_FIXTURE(Bench,
                  "a wrong data path is looked at, its error shown in place, and not trained") {
  CHECK(play([&](ImGuiTestContext& ctx) {
    ctx.WindowFocus("//###data");
    click(ctx, "//###data/###data source");
    ctx.KeyCharsReplaceEnter("/no/such/faces.npy");
    ctx.Yield(3);
  }));
  CHECK(session().plan.data == "/no/such/faces.npy");
  REQUIRE(sent<OpenData>().size() == 2);
  CHECK(sent<OpenData>()[1].data == "/no/such/faces.npy");
  data.data = "/no/such/faces.npy";
  data.error = Error{ErrorCode::kNotFound, "There is no such file; choose another.", data.data};
  frames(2);
  CHECK(text().find("There is no such file; choose another.") != std::string::npos);
  press(ImGuiKey_Space);
  CHECK(sent<StartTraining>().empty());
  press(ImGuiMod_Ctrl | ImGuiKey_Z);
  CHECK(session().plan.data == "drawn");
  CHECK(sent<OpenData>().back().data == "drawn");
}

TEST_CASE_FIXTURE(Bench, "keys are text while a text field is typed in") {
  CHECK(play([&](ImGuiTestContext& ctx) {
    ctx.WindowFocus("//###data");
    click(ctx, "//###data/###data source");
    ctx.KeyPress(ImGuiKey_R);
    ctx.KeyPress(ImGuiKey_Space);
    ctx.KeyPress(ImGuiMod_Ctrl | ImGuiKey_Z);
    ctx.Yield(2);
  }));
  CHECK(session() == with_lists());
  CHECK(sent<StartTraining>().empty());
}

TEST_CASE_FIXTURE(Bench, "keys change the seed, and undo and redo walk through the changes") {
  press(ImGuiKey_RightBracket);
  press(ImGuiKey_RightBracket);
  CHECK(session().grid.seed == 336);
  press(ImGuiKey_LeftBracket);
  CHECK(session().grid.seed == 335);
  press(ImGuiKey_R);
  const std::uint32_t thrown = session().grid.seed;
  CHECK(thrown != 335);
  press(ImGuiMod_Ctrl | ImGuiKey_Z);
  CHECK(session().grid.seed == 335);
  press(ImGuiMod_Ctrl | ImGuiKey_Y);
  CHECK(session().grid.seed == thrown);
  press(ImGuiMod_Ctrl | ImGuiKey_Z);
  press(ImGuiMod_Ctrl | ImGuiKey_Z);
  press(ImGuiMod_Ctrl | ImGuiMod_Shift | ImGuiKey_Z);
  CHECK(session().grid.seed == 335);
}

TEST_CASE_FIXTURE(Bench, "undo goes back across panels, one edit at a time") {
  press(ImGuiKey_RightBracket);
  CHECK(play([&](ImGuiTestContext& ctx) {
    ctx.ItemInputValue("//###training/###batch", 32);
    ctx.Yield(2);
    click(ctx, "//###lists/$$1/remove");
  }));
  CHECK(session().lists.size() == 1);
  press(ImGuiMod_Ctrl | ImGuiKey_Z);
  CHECK(session().lists.size() == 2);
  CHECK(session().plan.batch == 32);
  press(ImGuiMod_Ctrl | ImGuiKey_Z);
  CHECK(session().plan.batch == 64);
  CHECK(session().grid.seed == 335);
  press(ImGuiMod_Ctrl | ImGuiKey_Z);
  CHECK(session() == with_lists());
  press(ImGuiMod_Ctrl | ImGuiKey_Z);
  CHECK(session() == with_lists());
}

TEST_CASE_FIXTURE(Bench, "an edit names the part that it touched") {
  press(ImGuiKey_RightBracket);
  bool grid_touched = false;
  for (const UiOutput& frame : outputs) {
    grid_touched = grid_touched || (frame.session_changed && frame.touched == TouchedPart::kGrid);
  }
  CHECK(grid_touched);
}

TEST_CASE_FIXTURE(Bench, "digits put the hovered face into lists, A and B make it an endpoint") {
  CHECK(play([&](ImGuiTestContext& ctx) {
    const ImRect sheet = ctx.ItemInfo("//###grid/sheet").RectFull;
    ctx.MouseMoveToPos(
        {sheet.Min.x + sheet.GetWidth() * 0.75F, sheet.Min.y + sheet.GetHeight() * 0.05F});
    ctx.Yield(2);
    ctx.KeyPress(ImGuiKey_2);
    ctx.KeyPress(ImGuiKey_3);
    ctx.KeyPress(ImGuiKey_A);
    ctx.KeyPress(ImGuiKey_9);
    ctx.Yield(2);
  }));
  const Face seventh = SeedFace{334, 7, {}, 1};
  CHECK(session().lists[1].faces.back() == seventh);
  REQUIRE(session().lists.size() == 3);
  CHECK(session().lists[2].faces == std::vector<Face>{seventh});
  CHECK(session().path.a == seventh);
}

TEST_CASE_FIXTURE(Bench, "a dropped file is opened, and a face from it starts a list") {
  drop("/home/ada/grandmother.png");
  frame();
  REQUIRE(sent<OpenPath>().size() == 1);
  CHECK(sent<OpenPath>()[0].path == "/home/ada/grandmother.png");
  const auto picture = std::make_shared<const Image>(make_image(64, 64));
  opened = {Opened{Opened::Kind::kFace,
                   "/home/ada/grandmother.png",
                   {},
                   {},
                   PictureFace{picture, "grandmother.png", -1}}};
  frame();
  REQUIRE(session().lists.size() == 3);
  CHECK(session().lists[2].name == "grandmother");
}

TEST_CASE_FIXTURE(Bench, "a picture dropped on a list is added to it") {
  CHECK(play([&](ImGuiTestContext& ctx) {
    ctx.MouseMove("//###lists/$$1/name");
    ctx.Yield(2);
    drop("/home/ada/cousin.png");
    ctx.Yield(2);
    ctx.MouseMove("//###grid/sheet");
    const auto picture = std::make_shared<const Image>(make_image(64, 64));
    opened = {Opened{Opened::Kind::kFace,
                     "/home/ada/cousin.png",
                     {},
                     {},
                     PictureFace{picture, "cousin.png", -1}}};
    ctx.Yield(2);
  }));
  REQUIRE(session().lists.size() == 2);
  CHECK(session().lists[1].faces.size() == 2);
}

TEST_CASE_FIXTURE(Bench, "a run that was continued brings its plan along, and no command") {
  opened = {Opened{Opened::Kind::kRun, "/runs/old", {}, {}, {}}};
  frame();
  REQUIRE(sent<ContinueRun>().size() == 1);
  CHECK(sent<ContinueRun>()[0].run_folder == "/runs/old");
  training.state = TrainingState::kRunning;
  training.run_folder = "/runs/old";
  training.plan = plan_for(*find_preset("report-vae"), "/data/faces.npy");
  training.plan.learning_rate = 0.002;
  frames(3);
  CHECK(session().plan.preset == "report-vae");
  CHECK(session().plan.learning_rate == 0.002);
  CHECK(sent<OpenData>().back().data == "/data/faces.npy");
  CHECK(sent<ChangeTraining>().empty());
}

TEST_CASE_FIXTURE(Bench, "the run that was started does not change what the session asks for") {
  press(ImGuiKey_Space);
  training.state = TrainingState::kRunning;
  training.run_folder = "/runs/new";
  training.plan = session().plan;
  training.plan.threads = 2;
  frames(3);
  CHECK(session().plan.threads == 0);
  CHECK(sent<ChangeTraining>().empty());
}

TEST_CASE_FIXTURE(Bench, "training B is started beside A, with orders and plan of its own") {
  run(TrainingState::kRunning);
  press(ImGuiKey_T);
  press(ImGuiKey_Space);
  REQUIRE(sent<StartTraining>().size() == 1);
  CHECK(sent<StartTraining>()[0].plan.preset == "fast-gan");
  CHECK(session().compared == ModelRef{"", true, 1});
  CHECK(session().model == ModelRef{});
  training_b.state = TrainingState::kRunning;
  training_b.plan = session().plan_b;
  training_b.run_folder = "/runs/two";
  frames(2);
  press(ImGuiKey_Space);
  std::vector<int> addressed;
  for (const UiOutput& frame : outputs) {
    for (const TrainingOrder& order : frame.training) addressed.push_back(order.training);
  }
  CHECK(addressed == std::vector<int>{1, 1});
  CHECK(sent<PauseTraining>().size() == 1);
  CHECK(play([&](ImGuiTestContext& ctx) {
    ctx.ItemInputValue("//###training/###learning rate", "0.002");
    ctx.Yield(3);
  }));
  REQUIRE(sent<ChangeTraining>().size() == 1);
  CHECK(session().plan_b.learning_rate == doctest::Approx(0.002));
  CHECK(session().plan.learning_rate == 1e-3);
}

TEST_CASE_FIXTURE(Bench, "C compares and stops, X swaps the panes, and both can be undone") {
  press(ImGuiKey_X);
  CHECK_FALSE(session().compared);
  press(ImGuiKey_C);
  CHECK(session().compared == ModelRef{"", false, 0});
  press(ImGuiKey_X);
  CHECK(session().model == ModelRef{"", false, 0});
  CHECK(session().compared == ModelRef{"", true, 0});
  press(ImGuiMod_Ctrl | ImGuiKey_Z);
  CHECK(session().model == ModelRef{});
  press(ImGuiKey_C);
  CHECK_FALSE(session().compared);
  training_b.state = TrainingState::kPaused;
  frames(1);
  press(ImGuiKey_C);
  CHECK(session().compared == ModelRef{"", true, 1});
}

TEST_CASE_FIXTURE(Bench,
                  "beside a kept step stands the first one, which has averaged weights alone") {
  training.past = std::make_shared<const std::vector<PastStep>>(
      std::vector<PastStep>{{1, "/demo/past/1"}, {11, "/demo/past/11"}});
  opened = {Opened{Opened::Kind::kModel, "/demo/past/11", {}, {}, {}}};
  frames(2);
  press(ImGuiKey_C);
  CHECK(session().compared == ModelRef{"/demo/past/1", true, 0});
}
