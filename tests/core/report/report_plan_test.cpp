#include "core/report/report_plan.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>

namespace facet {
namespace {

double sum_of(const ReportPlan& plan) {
  double sum = plan.drawing_s;
  for (const TrainingPart& part : plan.trainings) sum += part.seconds;
  for (const NumberPart& part : plan.numbers) sum += part.plan.seconds;
  return sum;
}

TEST_CASE("the shares of a budget make up the budget") {
  for (const double budget : {60.0, 300.0, 1200.0, 7200.0}) {
    CHECK(sum_of(make_report_plan(budget, 1)) == doctest::Approx(budget).epsilon(0.06));
  }
}

TEST_CASE("every part of a small budget still gets some time") {
  const ReportPlan plan = make_report_plan(10, 1);
  for (const TrainingPart& part : plan.trainings) CHECK(part.seconds > 0.2);
  for (const NumberPart& part : plan.numbers) CHECK(part.plan.seconds >= 0.3);
  CHECK(plan.quality_pictures >= 16);
  CHECK(plan.drawing_s >= 5);
}

TEST_CASE("a larger budget trains longer and measures more") {
  const ReportPlan small = make_report_plan(60, 1);
  const ReportPlan large = make_report_plan(1200, 1);
  CHECK(training_part(large, "report-gan").seconds >
        10 * training_part(small, "report-gan").seconds);
  CHECK(large.quality_pictures > small.quality_pictures);
  CHECK(large.cases > small.cases);
  CHECK(large.score_tiles);
  CHECK_FALSE(small.score_tiles);
}

TEST_CASE("each epoch that the report shows has a mark of its own") {
  const ReportPlan plan = make_report_plan(1200, 1);
  for (const char* preset : {"report-vae", "report-gan"}) {
    const TrainingPart& part = training_part(plan, preset);
    CHECK(std::ranges::is_sorted(part.marks));
    CHECK(part.marks.back() == 1);
    for (const std::int64_t epoch : shown_epochs(preset)) {
      const double share = static_cast<double>(epoch) / static_cast<double>(part.report_epochs);
      CHECK(std::ranges::count_if(
                part.marks, [share](double mark) { return std::abs(mark - share) < 1e-9; }) == 1);
    }
  }
}

TEST_CASE("the training seed seeds every training, and each has a folder of its own") {
  const ReportPlan plan = make_report_plan(600, 77);
  CHECK(plan.seed == 77);
  std::set<std::string> names;
  for (const NumberPart& part : plan.numbers) {
    CHECK(part.plan.training_seed == 77);
    CHECK(names.insert(part.name).second);
  }
  CHECK(plan.numbers.size() == 10);
}

}  // namespace
}  // namespace facet
