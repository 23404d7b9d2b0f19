#include "core/base/words.h"
#include "core/report/section_parts.h"
#include "core/report/texts.h"

namespace facet {
namespace {

constexpr std::uint32_t kGridSeed = 334;
constexpr int kRows = 10;

constexpr int kShownWidth = 480;
constexpr const char* kFlowGrid = "fast-vae-334-flow";

constexpr const char* kModels[] = {"report-ae", "report-vae", "fast-vae", "report-gan", "fast-gan"};

std::string run_of(const std::string& preset) { return "runs/" + preset; }

/// Held-out reconstruction over the seconds of training.
std::string quality_chart(const SectionFacts& facts) {
  Chart chart;
  chart.title = "Reconstruction of held-out pictures";
  chart.x_label = "seconds of training (log scale)";
  chart.y_label = "PSNR, dB";
  chart.log_x = true;
  for (const char* preset : {"report-ae", "report-vae", "fast-vae"}) {
    const auto training = finished_training(preset, facts.folder);
    if (!training || training->step == 0) continue;
    const auto curves = training_curves(*training, facts.folder);
    if (!curves) continue;
    ChartSeries line;
    line.name = preset;
    line.color = static_cast<int>(chart.series.size());
    line.dots = (*curves)->quality.size() < 30;
    // The journal counts steps; a step takes as long as any other.
    const double step_s = training->seconds / static_cast<double>(training->step);
    for (const QualityPoint& point : (*curves)->quality) {
      line.points.emplace_back(static_cast<double>(point.step) * step_s, double{point.psnr_db});
    }
    chart.series.push_back(std::move(line));
  }
  return chart_svg(chart);
}

void add_measures(const SectionFacts& facts, HtmlPage& page) {
  std::vector<std::vector<std::string>> rows;
  std::optional<SampleMeasurement> any;
  for (const char* preset : kModels) {
    const auto training = finished_training(preset, facts.folder);
    const auto measured = measured_samples(run_of(preset), facts.folder);
    if (!training || !measured) continue;
    any = measured;
    const QualityMeasurement& quality = measured->quality;
    rows.push_back({preset, clock_time(training->seconds),
                    training->psnr_db > 0 ? fixed(training->psnr_db, 2) + " dB" : "no encoder",
                    fixed(quality.distance.value, 1), fixed(quality.diversity, 3),
                    fixed(measured->sharpness, 4), fixed(quality.nearest, 3),
                    fixed(100 * quality.copied, 1) + " %"});
  }
  if (!any) return;
  const QualityMeasurement& real = any->quality;
  rows.push_back({"real pictures", "-", "-", fixed(real.floor.value, 1) + " (floor)",
                  fixed(real.diversity_real, 3), fixed(any->sharpness_real, 4),
                  fixed(real.nearest_usual, 3), "1.0 %"});
  page.table("All models measured: samples against held-out pictures, " +
                 std::to_string(real.pictures) +
                 " in each set. The last column is the share of samples that lie closer to one "
                 "training picture, for how far the next ones are, than 99 % of the held-out "
                 "pictures do",
             {"model", "trained", "reconstruction", "distance", "diversity", "sharpness",
              "nearest face", "likely copies"},
             rows);
}

}  // namespace

Status draw_fast_models(SectionWork& work) {
  for (const char* model : {"fast-vae", "fast-gan"}) {
    const std::string name = std::string(model) + "-334";
    if (Status s = work.book.draw_grid(name, run_of(model), kGridSeed, kRows, kRows); !s) return s;
  }
  if (Status s = work.book.draw_grid(kFlowGrid, run_of("fast-vae"), kGridSeed, kRows, kRows,
                                     Sampler::kFlow);
      !s) {
    return s;
  }
  for (const char* model : kModels) {
    if (work.late) break;
    if (Status s = work.meter.measure_samples(run_of(model), work.book); !s) return s;
  }
  return {};
}

void write_fast_models(const SectionFacts& facts, HtmlPage& page) {
  page.section("fast", "The report's models beside faster ones");
  page.add(report_texts::fast_models());
  for (const char* model : {"fast-vae", "fast-gan"}) {
    const auto training = finished_training(model, facts.folder);
    if (!training) continue;
    add_figure(facts,
               std::string("The grid of seed 334, ") + model + ", after " +
                   clock_time(training->seconds) + " of training.",
               {{std::string(model) + "-334", "", std::string("a grid of 100 faces of ") + model, 0,
                 kRows}},
               page, {train_command(*training)});
  }
  add_figure(facts, "Two ways from the same 100 points of seed 334 to faces of fast-vae.",
             {{"fast-vae-334", "fitted Gaussian", "", kShownWidth},
              {kFlowGrid, "flow: the same points, carried", "", kShownWidth}},
             page);
  add_figure(facts,
             "How well held-out pictures come back from their codes while the three models with "
             "an encoder learn.",
             {}, page, {}, quality_chart(facts));
  add_measures(facts, page);
  std::vector<std::string> commands;
  for (const char* preset : kModels) {
    const Command command = {
        "facet",  "measure", "--model",    "{report}/" + run_of(preset),
        "--data", "{data}",  "--pictures", std::to_string(facts.plan.quality_pictures)};
    commands.push_back(shell_line(command, facts.folder));
  }
  page.commands(commands);
}

}  // namespace facet
