#include "core/base/words.h"
#include "core/report/section_parts.h"
#include "core/report/texts.h"

namespace facet {
namespace {

constexpr std::uint32_t kGridSeed = 334;
constexpr int kFaces = 8;
constexpr int kShownWidth = 396;
constexpr int kFewPictures = 32;

constexpr const char* kModels[] = {"report-vae", "report-gan", "fast-vae", "fast-gan"};

std::string strip_name(const std::string& preset, std::size_t mark) {
  return preset + "-time-" + std::to_string(mark);
}

/// Lines of a value of the marks over the seconds of training.
template <typename Value>
Chart chart_over_time(const SectionFacts& facts, const std::string& title,
                      const std::string& y_label, const Value& value) {
  Chart chart;
  chart.title = title;
  chart.x_label = "seconds of training (log scale)";
  chart.y_label = y_label;
  chart.log_x = true;
  chart.low = 0;
  for (const char* preset : kModels) {
    const auto training = finished_training(preset, facts.folder);
    if (!training) continue;
    ChartSeries line;
    line.name = preset;
    line.color = static_cast<int>(chart.series.size());
    line.dots = true;
    for (const TrainingMark& mark : training->marks) {
      const auto measured = measured_mark(mark.model, facts.folder);
      if (measured) line.points.emplace_back(mark.seconds, value(*measured));
    }
    chart.series.push_back(std::move(line));
  }
  return chart;
}

std::optional<SampleMeasurement> any_mark(const SectionFacts& facts) {
  for (const char* preset : kModels) {
    const auto training = finished_training(preset, facts.folder);
    if (!training) continue;
    for (const TrainingMark& mark : training->marks) {
      if (auto measured = measured_mark(mark.model, facts.folder)) return measured;
    }
  }
  return std::nullopt;
}

void add_charts(const SectionFacts& facts, HtmlPage& page) {
  const auto any = any_mark(facts);
  if (!any) return;
  Chart sharp = chart_over_time(facts, "Sharpness of samples", "sharpness",
                                [](const SampleMeasurement& m) { return m.sharpness; });
  sharp.levels = {{"real pictures", any->sharpness_real, 5}};
  Chart distance =
      chart_over_time(facts, "Distance of samples to real pictures", "distance",
                      [](const SampleMeasurement& m) { return m.quality.distance.value; });
  distance.levels = {{"real against real", any->quality.floor.value, 5}};
  Chart diversity = chart_over_time(facts, "Diversity of samples", "difference of pairs",
                                    [](const SampleMeasurement& m) { return m.quality.diversity; });
  diversity.levels = {{"real pictures", any->quality.diversity_real, 5}};
  add_figure(facts,
             "Sharpness, distance and diversity of both models while they learn, with " +
                 std::to_string(any->quality.pictures) +
                 " pictures in each set; the dashed lines are real pictures. Noise is sharp and "
                 "far away, blur is neither sharp nor diverse.",
             {}, page, {}, chart_svg(sharp) + chart_svg(distance) + chart_svg(diversity));
}

/// Two trainings side by side; marks that fell on the same step are shown once.
void add_strips(const SectionFacts& facts, const std::string& left, const std::string& right,
                const std::string& caption, HtmlPage& page) {
  const auto vae = finished_training(left, facts.folder);
  const auto gan = finished_training(right, facts.folder);
  if (!vae || !gan) return;
  std::vector<NamedFigure> figures;
  const std::size_t marks = std::min(vae->marks.size(), gan->marks.size());
  for (std::size_t i = 0; i < marks; ++i) {
    const bool again = i > 0 && vae->marks[i].model == vae->marks[i - 1].model &&
                       gan->marks[i].model == gan->marks[i - 1].model;
    if (again) continue;
    for (const FinishedTraining* training : {&*vae, &*gan}) {
      const std::string& preset = training->plan.preset;
      const std::int64_t epochs = training_part(facts.plan, preset).report_epochs;
      const std::string words = preset + ", " + mark_words(training->marks[i], epochs);
      figures.push_back({strip_name(preset, i), words, "", kShownWidth, 0});
    }
  }
  add_figure(facts, caption, figures, page);
}

}  // namespace

Status draw_over_time(SectionWork& work) {
  for (const char* preset : kModels) {
    const auto training = finished_training(preset, work.work.folder);
    if (!training) continue;
    for (std::size_t i = 0; i < training->marks.size(); ++i) {
      const std::string& model = training->marks[i].model;
      const Status drawn = work.book.draw_grid(strip_name(preset, i), model, kGridSeed, 1, kFaces);
      if (!drawn) return drawn;
      // Little time is no time to measure every mark.
      if (work.late || (work.work.plan.curve_pictures < kFewPictures && i % 2 == 1)) continue;
      if (Status measured = work.meter.measure_mark(model, work.book); !measured) return measured;
    }
  }
  return {};
}

void write_over_time(const SectionFacts& facts, HtmlPage& page) {
  page.section("vae-gan", "VAE against GAN, over time");
  page.add(report_texts::vae_against_gan());
  add_strips(facts, "report-vae", "report-gan",
             "The same eight latent points (seed 334) on the way of both trainings, report-vae "
             "left, report-gan right. Epochs are the report's, scaled; times are those of this "
             "machine.",
             page);
  add_strips(facts, "fast-vae", "fast-gan",
             "The same for the two fast models, fast-vae left, fast-gan right.", page);
  page.add(report_texts::measures());
  add_charts(facts, page);
}

}  // namespace facet
