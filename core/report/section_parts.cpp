#include "core/report/section_parts.h"

#include <algorithm>
#include <cmath>

#include "core/base/files.h"
#include "core/base/words.h"

namespace facet {

void add_figure(const SectionFacts& facts, const std::string& caption,
                const std::vector<NamedFigure>& figures, HtmlPage& page,
                const std::vector<Command>& more, const std::string& svg) {
  std::vector<PagePicture> pictures;
  std::vector<std::string> commands;
  for (const NamedFigure& wanted : figures) {
    const std::optional<ReportFigure> figure = find_figure(wanted.name, facts.folder);
    if (!figure) continue;
    Result<std::string> png = read_file(facts.folder.file(figure->file));
    if (!png) continue;
    PagePicture picture;
    picture.png = *std::move(png);
    picture.width = figure->width;
    picture.height = figure->height;
    if (wanted.width > 0) {
      picture.height = picture.height * wanted.width / std::max(1, picture.width);
      picture.width = wanted.width;
    }
    picture.caption = wanted.caption;
    picture.alt = !wanted.alt.empty()       ? wanted.alt
                  : !wanted.caption.empty() ? wanted.caption
                                            : caption;
    picture.numbered_columns = wanted.numbered_columns;
    pictures.push_back(std::move(picture));
    if (!figure->command.empty()) commands.push_back(shell_line(figure->command, facts.folder));
  }
  for (const Command& command : more) commands.push_back(shell_line(command, facts.folder));
  if (pictures.empty() && svg.empty()) return;
  page.figure(caption, pictures, commands, svg);
}

const TrainingMark& mark_of_epoch(const FinishedTraining& training, std::int64_t report_epoch,
                                  std::int64_t report_epochs) {
  const double share = static_cast<double>(report_epoch) /
                       static_cast<double>(std::max<std::int64_t>(1, report_epochs));
  return *std::ranges::min_element(training.marks, {}, [share](const TrainingMark& mark) {
    return std::abs(mark.share - share);
  });
}

std::string mark_words(const TrainingMark& mark, std::int64_t report_epochs) {
  if (report_epochs == 0)
    return "step " + with_thousands(mark.step) + ", " + clock_time(mark.seconds);
  const double epoch = mark.share * static_cast<double>(report_epochs);
  return "epoch " + fixed(epoch, epoch < 1 ? 1 : 0) + " of " + std::to_string(report_epochs) +
         ": step " + with_thousands(mark.step) + ", " + clock_time(mark.seconds);
}

void add_scaling(const SectionFacts& facts, const FinishedTraining& training, HtmlPage& page) {
  const std::string& preset = training.plan.preset;
  const std::int64_t epochs = training_part(facts.plan, preset).report_epochs;
  const bool whole = training.epoch >= 0.999 * static_cast<double>(epochs);
  page.paragraph(
      whole ? "The time sufficed for all " + std::to_string(epochs) +
                  " epochs, so the grids stand where the report's do."
            : "The report trained " + preset + " for " + std::to_string(epochs) +
                  " epochs. The time given here sufficed for " + fixed(training.epoch, 2) +
                  " epochs (" + with_thousands(training.step) +
                  " steps), so the report's epochs are scaled: its epoch 1 is shown after 1/" +
                  std::to_string(epochs) +
                  " of this training, its last at the end, and the others likewise. With more time "
                  "(--budget) the scale grows until both are the same.");
  if (!training.ended_by.empty()) {
    page.paragraph("The training ended early: " + training.ended_by +
                   ". What is shown is its last good state.");
  }
  std::vector<std::vector<std::string>> rows;
  for (const std::int64_t epoch : shown_epochs(preset)) {
    const TrainingMark& mark = mark_of_epoch(training, epoch, epochs);
    rows.push_back({std::to_string(epoch), fixed(100 * mark.share, 2) + " %", fixed(mark.epoch, 2),
                    with_thousands(mark.step), with_thousands(mark.step * training.plan.batch),
                    clock_time(mark.seconds)});
  }
  page.table("The report's epochs of " + preset + ", scaled",
             {"epoch in the report", "share", "epoch here", "step", "pictures seen", "time"}, rows);
}

std::string loss_chart(const SectionFacts& facts, const FinishedTraining& training,
                       LossSeries::Scale scale, const std::string& title) {
  const Result<std::shared_ptr<const Curves>> curves = training_curves(training, facts.folder);
  Chart chart;
  chart.title = title;
  chart.x_label = "step";
  chart.y_label = scale == LossSeries::Scale::kShare ? "mean answer" : "loss";
  if (scale == LossSeries::Scale::kShare) chart.low = 0;
  if (curves) {
    std::size_t place = 0;
    for (const LossSeries& series : (*curves)->series) {
      const std::size_t column = place++;
      if (series.scale != scale) continue;
      ChartSeries line;
      line.name = series.name;
      line.color = static_cast<int>(chart.series.size());
      for (const LossPoint& point : (*curves)->losses) {
        const float value = point.values[column];
        if (series.has(value)) line.points.emplace_back(static_cast<double>(point.step), value);
      }
      if (!line.points.empty()) chart.series.push_back(std::move(line));
    }
  }
  return chart_svg(chart);
}

Command train_command(const FinishedTraining& training) {
  const TrainingPlan& plan = training.plan;
  return {"facet",       "train",
          "--data",      "{data}",
          "--preset",    plan.preset,
          "--seed",      std::to_string(plan.training_seed),
          "--threads",   std::to_string(plan.threads),
          "--precision", precision_name(plan.precision),
          "--steps",     std::to_string(training.step),
          "--out",       "again-" + plan.preset};
}

std::string estimate_text(const Estimate& estimate, int digits) {
  return fixed(estimate.value, digits) + " (" + fixed(estimate.low, digits) + " to " +
         fixed(estimate.high, digits) + ")";
}

}  // namespace facet
