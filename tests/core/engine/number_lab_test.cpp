#include "core/engine/number_lab.h"

#include <doctest/doctest.h>

#include <condition_variable>
#include <mutex>

#include "core/engine/opening.h"
#include "tests/core/engine/temporary_folder.h"

namespace facet {
namespace {

/// A lab whose every view can be waited for. Its runs are kept in a folder of the test's.
struct LabHarness {
  test::TemporaryFolder folder;
  std::mutex mutex;
  std::condition_variable published;
  NumberLab lab{[this] {
                  const std::lock_guard lock(mutex);
                  published.notify_all();
                },
                std::make_shared<SerialSource>(), folder / "runs"};

  std::shared_ptr<const NumberView> wait(const std::function<bool(const NumberView&)>& right) {
    std::unique_lock lock(mutex);
    const bool came =
        published.wait_for(lock, std::chrono::seconds(60), [&] { return right(*lab.view()); });
    CHECK(came);
    return lab.view();
  }
};

NumberPlan short_plan(NumberTask task, double share) {
  NumberPlan plan;
  plan.task = task;
  plan.train_share = share;
  plan.epochs = 1;
  plan.threads = 1;
  return plan;
}

}  // namespace

TEST_CASE_FIXTURE(LabHarness, "trainings asked for together follow one another, each its curve") {
  lab.send(StartNumbers{
      short_plan(NumberTask::kTextToText, 0.02),
      {short_plan(NumberTask::kTextToText, 0.03), short_plan(NumberTask::kTextToText, 0.04)}});
  const auto view = wait([](const NumberView& seen) {
    return !seen.running && seen.curves.size() == 3 && !seen.curves.back().points.empty();
  });
  REQUIRE(view->curves.size() == 3);
  for (const NumberCurve& curve : view->curves) CHECK_FALSE(curve.points.empty());
  CHECK(view->curves.front().name.find("2 %") != std::string::npos);
  CHECK(view->curves.back().name.find("4 %") != std::string::npos);
}

TEST_CASE_FIXTURE(LabHarness, "a training that was kept is opened again and goes on") {
  lab.send(StartNumbers{short_plan(NumberTask::kTextToText, 0.02), {}});
  const auto rests = [](const NumberView& seen) { return seen.started && !seen.running; };
  const auto first = wait(rests);
  REQUIRE_FALSE(first->run_folder.empty());
  CHECK(open_path(first->run_folder)->kind == Opened::Kind::kNumberRun);
  lab.send(StartNumbers{short_plan(NumberTask::kTextToText, 0.03), {}});
  const auto second = wait(
      [&](const NumberView& seen) { return rests(seen) && seen.run_folder != first->run_folder; });
  CHECK(second->earlier.size() == 2);

  lab.send(OpenNumbers{first->run_folder});
  const auto opened = wait([&](const NumberView& seen) {
    return rests(seen) && seen.run_folder == first->run_folder && !seen.table.empty();
  });
  CHECK(opened->step == first->step);
  CHECK(opened->seconds > 0);
  CHECK(opened->plan.train_share == 0.02);
  CHECK(opened->curves.size() == 2);
  REQUIRE_FALSE(opened->curves.back().points.empty());
  CHECK(opened->curves.back().points.back().test_loss ==
        doctest::Approx(first->curves.back().points.back().test_loss));

  lab.send(ResumeNumbers{});
  wait([&](const NumberView& seen) { return seen.running && seen.step > first->step; });
  lab.send(PauseNumbers{});
  wait(rests);
}

TEST_CASE_FIXTURE(LabHarness, "a folder without a number run is refused in a sentence") {
  lab.send(OpenNumbers{folder / "nothing"});
  const auto view = wait([](const NumberView& seen) { return !seen.error.empty(); });
  CHECK(view->error.find("there is no run") != std::string::npos);
  CHECK_FALSE(view->started);
}

TEST_CASE_FIXTURE(LabHarness, "a model that draws answers scribbles by text, tiles and styles") {
  NumberPlan plan = short_plan(NumberTask::kTextToImage, 0.02);
  lab.send(StartNumbers{plan, {}});
  NumberQuery query;
  query.from_tiles = true;
  query.tiles.assign(5 * 28 * 28, 0);
  for (std::size_t i = 0; i < 28 * 28; i += 9) query.tiles[i] = 255;
  lab.send(AskNumbers{query});
  NumberStyleQuery styles;
  styles.expression = "left + thick - thin";
  lab.send(AskStyles{styles});
  auto view = wait([](const NumberView& seen) {
    return !seen.running && seen.started && seen.query.from_tiles && seen.styles.cells.image;
  });
  CHECK(view->answer.size() == 3);
  CHECK(view->read.size() == 5);
  CHECK(view->saliency.size() == 5);
  REQUIRE(view->answer_tiles.image);
  CHECK(view->answer_tiles.image->width == 3 * 28);
  CHECK(view->styles.shapes.size() == kStyleCells);
  CHECK(view->styles.error.empty());
  REQUIRE(view->styles.terms.size() == 3);
  CHECK(view->styles.terms[2].weight == -1);
  CHECK(view->styles.query.lists[0].cells.size() == 5);
  CHECK(view->styles.result.digits.image->width == 10 * 28);

  styles.expression = "left + bold";
  lab.send(AskStyles{styles});
  view = wait([](const NumberView& seen) { return !seen.styles.error.empty(); });
  CHECK(view->styles.error.find("'bold'") != std::string::npos);
}

TEST_CASE_FIXTURE(LabHarness, "a model that reads tiles tells what it reads, and maps its pairs") {
  lab.send(AskNumbers{});
  lab.send(StartNumbers{short_plan(NumberTask::kImageToText, 0.02), {}});
  const auto view = wait(
      [](const NumberView& seen) { return seen.started && !seen.running && seen.pairs.image; });
  CHECK(view->read.size() == 5);
  CHECK(view->saliency.size() == 5);
  CHECK(view->query_tiles.image->width == 5 * 28);
  CHECK(view->pairs.image->width == 200);
}

}  // namespace facet
