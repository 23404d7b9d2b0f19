#include "core/report/report_plan.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>

#include "core/base/preset.h"
#include "core/base/words.h"

namespace facet {
namespace {

struct Share {
  const char* preset;
  double share;  ///< of the time for training
  bool is_reports;
};
// The report's own models get most; the fast ones need little to show what they can do.
constexpr std::array kTrainings = {Share{"report-vae", 0.25, true}, Share{"report-ae", 0.09, true},
                                   Share{"report-gan", 0.27, true}, Share{"fast-vae", 0.12, false},
                                   Share{"fast-gan", 0.17, false}};
// What drawing and measuring take: more with a larger budget, which draws better pictures and
// measures more of them, but never less than they need at least.
constexpr double kDrawingShare = 0.13;
constexpr double kLeastDrawingS = 25;

// Of 400 epochs: 1, 3, 10, 20, 50, 100, 200, 300 and 400; of 40: a tenth of each.
constexpr std::array kMarks = {0.0025, 0.0075, 0.025, 0.05, 0.125, 0.25, 0.5, 0.75, 1.0};
constexpr std::array<std::int64_t, 3> kVaeEpochs = {1, 20, 40};
constexpr std::array<std::int64_t, 6> kGanEpochs = {1, 3, 10, 20, 200, 400};

constexpr double kBaselineShare = 0.009;  ///< likewise, for each of four splits
constexpr double kColumnsShare = 0.004;
constexpr double kTilesShare = 0.02;
constexpr std::array kSplits = {0.05, 0.1, 0.5, 0.8};

NumberPart number_part(NumberTask task, const char* preset, double train_share, double seconds,
                       std::uint64_t seed) {
  NumberPart part;
  part.plan.task = task;
  part.plan.preset = preset;
  part.plan.train_share = train_share;
  part.plan.training_seed = seed;
  // Tenths, so that the printed command repeats it.
  part.plan.seconds = std::max(0.3, std::round(seconds * 10) / 10);
  part.name =
      std::string(number_task_name(task)) + "-" + preset + "-" + fixed(100 * train_share, 0);
  return part;
}

int scaled(double budget_s, double per_second, int least, int most) {
  return std::clamp(static_cast<int>(budget_s * per_second), least, most);
}

}  // namespace

std::span<const std::int64_t> shown_epochs(const std::string& preset) {
  if (model_kind(preset) == ModelKind::kGan) return kGanEpochs;
  return kVaeEpochs;
}

ReportPlan make_report_plan(double budget_s, std::uint64_t training_seed) {
  ReportPlan plan;
  plan.budget_s = budget_s;
  plan.seed = training_seed;
  plan.drawing_s = std::max(kDrawingShare * budget_s, std::min(kLeastDrawingS, budget_s / 2));
  const double training_s = budget_s - plan.drawing_s;
  for (const Share& share : kTrainings) {
    const double seconds = share.share * training_s;
    std::vector<double> marks = {1};
    if (share.preset != std::string_view("report-ae")) marks.assign(kMarks.begin(), kMarks.end());
    plan.trainings.push_back({share.preset, seconds, find_preset(share.preset)->epochs,
                              std::move(marks), !share.is_reports});
  }
  for (const auto& [preset, share] :
       {std::pair("report", kBaselineShare), std::pair("columns", kColumnsShare)}) {
    for (const double split : kSplits) {
      plan.numbers.push_back(
          number_part(NumberTask::kTextToText, preset, split, share * training_s, training_seed));
    }
  }
  const double tiles_s = kTilesShare * training_s;
  plan.numbers.push_back(
      number_part(NumberTask::kImageToText, "reader", 0.8, tiles_s, training_seed));
  plan.numbers.push_back(
      number_part(NumberTask::kTextToImage, "writer", 0.8, tiles_s, training_seed));

  plan.quality_pictures = scaled(budget_s, 0.25, 32, 500);
  plan.quality_repeats = budget_s < 300 ? 1 : 4;
  plan.curve_pictures = scaled(budget_s, 0.1, 24, 200);
  plan.cases = scaled(budget_s, 0.125, 16, 300);
  plan.judge_images = scaled(budget_s, 40, 2000, 40000);
  plan.score_tiles = budget_s >= 300;
  return plan;
}

const TrainingPart& training_part(const ReportPlan& plan, const std::string& preset) {
  const auto found = std::ranges::find(plan.trainings, preset, &TrainingPart::preset);
  assert(found != plan.trainings.end());
  return *found;
}

}  // namespace facet
