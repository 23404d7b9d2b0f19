#include "core/report/training_part.h"

#include <filesystem>

#include "core/engine/model_painter.h"
#include "core/report/figure_book.h"
#include "tests/core/engine/temporary_folder.h"

// Last: LibTorch has a macro CHECK of its own.
#include <doctest/doctest.h>

namespace facet {
namespace {

using test::TemporaryFolder;

constexpr const char* kData = "drawn:200:1";

/// A report's folder and what works on it.
struct Bench {
  explicit Bench(const std::string& path, std::stop_token stop = {})
      : dataset(*open_dataset(kData)),
        folder(*ReportFolder::open(path, {kData, dataset->hash(), 1, 10})),
        work{*folder, dataset, plan, "", std::move(stop), {}} {}
  DatasetPtr dataset;
  std::unique_ptr<ReportFolder> folder;
  ReportPlan plan = make_report_plan(10, 1);
  ReportWork work;
};

/// So short that its marks fall on the first steps.
TrainingPart short_part() { return {"report-vae", 0.5, 40, {0.025, 0.5, 1}, false}; }

TEST_CASE("a training keeps its marks, and a second call leaves it as it is") {
  const TemporaryFolder folder;
  std::int64_t step = 0;
  {
    const Bench bench(folder / "report");
    REQUIRE(train_for_report(short_part(), 0, bench.work));
    const auto training = finished_training("report-vae", *bench.folder);
    REQUIRE(training);
    step = training->step;
    CHECK(step > 0);
    REQUIRE(training->marks.size() == 3);
    CHECK(training->marks.back().step == step);
    for (const TrainingMark& mark : training->marks) {
      CHECK(load_painter({bench.folder->file(mark.model), true}, DrawMode::kExact));
    }
    CHECK(training_curves(*training, *bench.folder));
  }
  const Bench again(folder / "report");
  REQUIRE(train_for_report(short_part(), 0, again.work));
  CHECK(finished_training("report-vae", *again.folder)->step == step);
}

TEST_CASE("a training that was stopped goes on where it stood") {
  const TemporaryFolder folder;
  std::stop_source source;
  {
    Bench bench(folder / "report", source.get_token());
    bench.work.progress = [&](const ReportProgress& progress) {
      if (progress.part.find("step") != std::string::npos) source.request_stop();
    };
    TrainingPart part = short_part();
    part.seconds = 120;
    const Status stopped = train_for_report(part, 0, bench.work);
    REQUIRE_FALSE(stopped);
    CHECK(stopped.error().code == ErrorCode::kCanceled);
    CHECK_FALSE(finished_training("report-vae", *bench.folder));
  }
  const Bench bench(folder / "report");
  const nlohmann::json* kept = bench.folder->part("train report-vae");
  REQUIRE(kept != nullptr);
  const double before_s = kept->value("seconds", 0.0);
  CHECK(before_s > 0.4);
  TrainingPart part = short_part();
  part.seconds = before_s + 0.2;
  REQUIRE(train_for_report(part, 0, bench.work));
  const auto training = finished_training("report-vae", *bench.folder);
  REQUIRE(training);
  CHECK(training->seconds > before_s);
  CHECK(training->marks.size() == 3);
}

TEST_CASE("a figure is drawn once, and its command names the folder and the data") {
  const TemporaryFolder folder;
  const Bench bench(folder / "my report");
  REQUIRE(train_for_report(short_part(), 0, bench.work));
  FigureBook book(bench.work);
  REQUIRE(book.draw_grid("grid", "runs/report-vae", 334, 1, 2));
  const auto figure = find_figure("grid", *bench.folder);
  REQUIRE(figure);
  CHECK(figure->width == 128);
  CHECK(shell_line(figure->command, *bench.folder) ==
        "facet sample --model '" + folder.path() +
            "/my report/runs/report-vae' --seed 334 --grid 1x2 --out grid.png");
  const auto written = std::filesystem::last_write_time(bench.folder->file(figure->file));
  REQUIRE(book.draw_grid("grid", "runs/report-vae", 334, 1, 2));
  CHECK(std::filesystem::last_write_time(bench.folder->file(figure->file)) == written);
  ArithmeticRequest request;
  request.groups = {{"a", "{data}#1,2"}, {"b", "3"}};
  request.expression = "a - b";
  REQUIRE(book.draw_arithmetic("sum", "runs/report-vae", request));
  CHECK(shell_line(find_figure("sum", *bench.folder)->command, *bench.folder)
            .find("--group 'a=drawn:200:1#1,2' --group b=3 --expr 'a - b'") != std::string::npos);
}

}  // namespace
}  // namespace facet
