#include <doctest/doctest.h>
#include <imgui_internal.h>

#include <filesystem>

#include "core/base/files.h"
#include "tests/ui/workbench_harness.h"
#include "ui/session_keeper.h"

using namespace facet;
using namespace facet::ui;

namespace {

/// A folder of its own for a test, gone at its end.
struct Folder {
  Folder() {
    std::string name = (std::filesystem::temp_directory_path() / "facet-ui-XXXXXX").string();
    REQUIRE(mkdtemp(name.data()) != nullptr);
    path = name;
  }
  ~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path, ignored);
  }
  std::string path;
};

bool shows(WorkbenchHarness& bench, const char* text) {
  return bench.text().find(text) != std::string::npos;
}

bool window_visible(const char* name) {
  const ImGuiWindow* const window = ImGui::FindWindowByName(name);
  return window != nullptr && window->Active && !window->Hidden;
}

}  // namespace

TEST_CASE("the main buttons are whole at 1024 x 640") {
  WorkbenchHarness bench({}, "", {1024, 640});
  bench.training.state = TrainingState::kPaused;
  bench.training.step = 12340;
  bench.training.run_folder = "/home/ada/.local/share/facet/runs/2025-03-14 fast-vae faces";
  bench.frames(4);
  CHECK(bench.play([&](ImGuiTestContext& ctx) {
    for (const char* item :
         {"//###training/###start or pause", "//###training/###step", "//###training/###reset",
          "//###training/###save", "//###training/###learning rate"}) {
      const ImGuiTestItemInfo info = ctx.ItemInfo(item);
      CAPTURE(item);
      CHECK(info.RectFull.Min.x == info.RectClipped.Min.x);
      CHECK(info.RectFull.Max.x == info.RectClipped.Max.x);
      CHECK(info.RectFull.Max.y == info.RectClipped.Max.y);
      CHECK(info.RectFull.GetWidth() > 20);
      CHECK(info.RectFull.Max.x <= 1024);
      CHECK(info.RectFull.Max.y <= 640);
    }
  }));
}

TEST_CASE("without a model every panel is drawn, whatever the size, and asks for no frames") {
  Session session;
  session.lists = {{"short_red", {SeedFace{334, 1, {}, 1}}}, {"empty", {}}};
  session.arithmetic.expression = "short_red - nobody";
  for (const ImVec2 size : {ImVec2(640, 400), ImVec2(1024, 640), ImVec2(1440, 900)}) {
    WorkbenchHarness bench(session, "", size);
    bench.explorer_draws = false;
    bench.frames(60);
    CHECK_FALSE(bench.output.animating);
    CHECK(bench.play([](ImGuiTestContext& ctx) {
      ctx.WindowFocus("//###data");
      ctx.WindowFocus("//###notices");
      ctx.WindowFocus("//###epochs");
      ctx.Yield(3);
    }));
    bench.frames(2);
  }
}

TEST_CASE("the grid has the most room, between training and lists") {
  WorkbenchHarness bench;
  bench.frames(4);
  const ImGuiWindow* const grid = ImGui::FindWindowByName("Grid###grid");
  const ImGuiWindow* const training = ImGui::FindWindowByName("Training###training");
  const ImGuiWindow* const lists = ImGui::FindWindowByName("Lists###lists");
  REQUIRE(grid != nullptr);
  REQUIRE(training != nullptr);
  REQUIRE(lists != nullptr);
  CHECK(training->Pos.x < grid->Pos.x);
  CHECK(grid->Pos.x < lists->Pos.x);
  CHECK(grid->Size.x * grid->Size.y > 2 * training->Size.x * training->Size.y);
  CHECK(grid->Size.x > 1.5F * lists->Size.x);
}

TEST_CASE("Tab hides the side panels and brings them back") {
  WorkbenchHarness bench;
  bench.frames(3);
  CHECK(window_visible("Training###training"));
  bench.press(ImGuiKey_Tab);
  CHECK_FALSE(window_visible("Training###training"));
  CHECK(window_visible("Grid###grid"));
  bench.press(ImGuiKey_Tab);
  CHECK(window_visible("Training###training"));
}

TEST_CASE("F1 shows the shortcuts and Escape closes them") {
  WorkbenchHarness bench;
  bench.frames(3);
  CHECK_FALSE(window_visible("###shortcuts"));
  bench.press(ImGuiKey_F1);
  CHECK(window_visible("###shortcuts"));
  bench.press(ImGuiKey_Escape);
  CHECK_FALSE(window_visible("###shortcuts"));
}

TEST_CASE("F11 asks for full screen, Ctrl+Q for the end") {
  WorkbenchHarness bench;
  bench.frames(3);
  bench.press(ImGuiKey_F11);
  bench.press(ImGuiMod_Ctrl | ImGuiKey_Q);
  int full_screen = 0;
  int quit = 0;
  for (const UiOutput& frame : bench.outputs) {
    full_screen += frame.toggle_full_screen ? 1 : 0;
    quit += frame.quit ? 1 : 0;
  }
  CHECK(full_screen == 1);
  CHECK(quit == 1);
}

TEST_CASE("Ctrl+plus and Ctrl+minus change the size of the text") {
  WorkbenchHarness bench;
  bench.frames(3);
  const auto size = [] { return ImGui::GetStyle().FontScaleMain; };
  CHECK(size() == 1);
  bench.press(ImGuiMod_Ctrl | ImGuiKey_Equal);
  CHECK(size() == doctest::Approx(1.1F));
  bench.press(ImGuiMod_Ctrl | ImGuiKey_Minus);
  bench.press(ImGuiMod_Ctrl | ImGuiKey_Minus);
  CHECK(size() < 1);
  bench.press(ImGuiMod_Ctrl | ImGuiKey_0);
  CHECK(size() == 1);
}

TEST_CASE("plain notices fade, errors stay until Escape, all are kept in the panel") {
  WorkbenchHarness bench;
  bench.frames(3);
  bench.notices = {{Notice::Level::kInfo, "The grid was written.", 1},
                   {Notice::Level::kError, "The disk is full.", 2}};
  bench.frame();
  CHECK(bench.output.animating);
  CHECK(shows(bench, "The grid was written."));
  CHECK(shows(bench, "The disk is full."));
  bench.frames(60 * 6);
  CHECK_FALSE(shows(bench, "The grid was written."));
  CHECK(shows(bench, "The disk is full."));
  bench.press(ImGuiKey_Escape);
  CHECK_FALSE(shows(bench, "The disk is full."));
  CHECK(bench.play([&](ImGuiTestContext& ctx) {
    ctx.WindowFocus("//###notices");
    ctx.Yield(2);
  }));
  CHECK(shows(bench, "The grid was written."));
  CHECK(shows(bench, "The disk is full."));
}

TEST_CASE("the status line says what goes on") {
  WorkbenchHarness bench;
  bench.frames(2);
  CHECK(shows(bench, "no training yet"));
  bench.training.state = TrainingState::kRunning;
  bench.training.plan.data = "/data/faces.npy";
  bench.training.step = 12340;
  bench.training.images_per_s = 930;
  bench.training.seconds = 134;
  bench.frames(2);
  CHECK(shows(bench, "training fast-vae on faces.npy   step 12,340   930 images/s   2:14"));
}

TEST_CASE("an untouched window asks for no more frames") {
  WorkbenchHarness bench;
  bench.frames(10);
  CHECK_FALSE(bench.output.animating);
}

TEST_CASE("Ctrl+E asks where to, and sends the picture of the focused panel there") {
  const Folder folder;
  Session session;
  session.grid.seed = 7;
  WorkbenchHarness bench(session, folder.path);
  bench.frames(3);
  bench.press(ImGuiMod_Ctrl | ImGuiKey_E);
  CHECK(bench.play([&](ImGuiTestContext& ctx) {
    ctx.SetRef("//###file browser");
    ctx.ItemInputValue("###name", (folder.path + "/faces").c_str());
    ctx.Yield(2);
  }));
  REQUIRE(bench.sent<ExportPicture>().size() == 1);
  CHECK(bench.sent<ExportPicture>()[0].kind == PictureKind::kGrid);
  CHECK(bench.sent<ExportPicture>()[0].path == folder.path + "/faces.png");
  CHECK(bench.sent<ExportPicture>()[0].session.grid.seed == 7);
}

TEST_CASE("Ctrl+O opens what is chosen, and Escape gives up") {
  const Folder folder;
  REQUIRE(write_file_atomically(folder.path + "/faces.npy", "x"));
  WorkbenchHarness bench;
  bench.frames(3);
  bench.press(ImGuiMod_Ctrl | ImGuiKey_O);
  bench.press(ImGuiKey_Escape);
  CHECK(bench.sent<OpenPath>().empty());
  bench.press(ImGuiMod_Ctrl | ImGuiKey_O);
  CHECK(bench.play([&](ImGuiTestContext& ctx) {
    ctx.SetRef("//###file browser");
    ctx.ItemInputValue("###folder", folder.path.c_str());
    ctx.Yield(2);
    ctx.ItemInputValue("###name", "faces.npy");
    ctx.Yield(2);
  }));
  REQUIRE(bench.sent<OpenPath>().size() == 1);
  CHECK(bench.sent<OpenPath>()[0].path ==
        std::filesystem::canonical(folder.path).string() + "/faces.npy");
}

TEST_CASE("the session is written a moment after a change, and restored it is the same") {
  const Folder folder;
  WorkbenchHarness bench({}, folder.path);
  bench.frames(3);
  bench.press(ImGuiKey_RightBracket);
  CHECK(bench.output.animating);
  bench.frames(70);
  const auto text = read_file(session_path(folder.path));
  REQUIRE(text);
  const auto restored = session_from_json(*text, "session.json");
  REQUIRE(restored);
  CHECK(*restored == bench.session());
  CHECK_FALSE(bench.output.animating);
}

TEST_CASE("a change just before the end is written at the end") {
  const Folder folder;
  WorkbenchHarness bench({}, folder.path);
  bench.frames(3);
  bench.press(ImGuiKey_RightBracket);
  const Session last = bench.session();
  bench.close();
  const auto text = read_file(session_path(folder.path));
  REQUIRE(text);
  CHECK(*session_from_json(*text, "session.json") == last);
}

TEST_CASE("a restored session is shown, and undo does not go behind it") {
  Session session;
  session.grid.seed = 99;
  WorkbenchHarness bench(session);
  bench.frames(3);
  bench.press(ImGuiMod_Ctrl | ImGuiKey_Z);
  CHECK(bench.session() == session);
}

TEST_CASE("theme, text size and hidden panels are kept for the next start") {
  const Folder folder;
  {
    WorkbenchHarness bench({}, folder.path);
    bench.frames(3);
    bench.press(ImGuiKey_Tab);
    bench.press(ImGuiMod_Ctrl | ImGuiKey_Equal);
    bench.frames(3);
  }
  WorkbenchHarness bench({}, folder.path);
  bench.frames(3);
  CHECK_FALSE(window_visible("Training###training"));
  CHECK(ImGui::GetStyle().FontScaleMain == doctest::Approx(1.1F));
}

TEST_CASE("the run that was open last is opened again, paused, with the plan as it was left") {
  const Folder folder;
  {
    WorkbenchHarness bench({}, folder.path);
    bench.frames(1);
    bench.training.run_folder = folder.path;
    bench.frames(2);
    CHECK(bench.sent<ContinueRun>().empty());
  }
  Session session;
  session.plan.learning_rate = 0.004;
  WorkbenchHarness bench(session, folder.path);
  bench.frames(1);
  REQUIRE(bench.sent<ContinueRun>().size() == 1);
  CHECK(bench.sent<ContinueRun>()[0].run_folder == folder.path);
  CHECK(bench.sent<ContinueRun>()[0].paused);
  bench.training.run_folder = folder.path;
  bench.training.state = TrainingState::kPaused;
  bench.frames(2);
  CHECK(bench.session().plan.learning_rate == 0.004);
}

TEST_CASE("both runs that the panes drew from are opened again") {
  const Folder folder;
  const Folder other;
  Session session;
  session.compared = ModelRef{"", true, 1};
  {
    WorkbenchHarness bench(session, folder.path);
    bench.frames(1);
    bench.training.run_folder = folder.path;
    bench.training_b.run_folder = other.path;
    bench.frames(2);
  }
  WorkbenchHarness bench(session, folder.path);
  bench.frames(1);
  REQUIRE(bench.outputs.front().training.size() == 2);
  CHECK(bench.outputs.front().training[1].training == 1);
  REQUIRE(bench.sent<ContinueRun>().size() == 2);
  CHECK(bench.sent<ContinueRun>()[0].run_folder == folder.path);
  CHECK(bench.sent<ContinueRun>()[1].run_folder == other.path);
}

TEST_CASE("long work shows how far it is, and can be canceled") {
  WorkbenchHarness bench;
  bench.frames(2);
  CHECK_FALSE(window_visible("Job###job"));
  bench.job = {"Writing film.webp", 0.4};
  CHECK(bench.play([](ImGuiTestContext& ctx) { ctx.ItemClick("//Job###job/Cancel"); }));
  CHECK(bench.sent<CancelFilm>().size() == 1);
}

TEST_CASE("a recorded training says what it is, and that one's own can begin") {
  WorkbenchHarness bench;
  bench.training.plan.data = "drawn:20000";
  bench.training.step = 982;
  bench.frames(2);
  CHECK(shows(bench, "a recorded training: fast-vae on built-in faces   step 982"));
  CHECK(shows(bench, "You look at a fast-vae that was recorded after 982 steps"));
  CHECK(shows(bench, "Start"));
  bench.training.state = TrainingState::kRunning;
  bench.frames(2);
  CHECK_FALSE(shows(bench, "You look at"));
}
