#include "core/base/words.h"
#include "core/report/html_text.h"
#include "core/report/number_part.h"
#include "core/report/section_parts.h"
#include "core/report/texts.h"

namespace facet {
namespace {

std::string percent(double share) { return fixed(100 * share, 1) + " %"; }

/// The trainings of text to text with one preset, in the order of their splits.
std::vector<const NumberPart*> splits_of(const ReportPlan& plan, const std::string& preset) {
  std::vector<const NumberPart*> parts;
  for (const NumberPart& part : plan.numbers) {
    if (part.plan.task == NumberTask::kTextToText && part.plan.preset == preset) {
      parts.push_back(&part);
    }
  }
  return parts;
}

Command train_numbers_command(const NumberPart& part) {
  return {"facet",
          "numbers",
          "train",
          "--task",
          number_task_name(part.plan.task),
          "--preset",
          part.plan.preset,
          "--train-share",
          fixed(part.plan.train_share, 2),
          "--seconds",
          fixed(part.plan.seconds, 1),
          "--seed",
          std::to_string(part.plan.training_seed),
          "--out",
          "again-" + part.name};
}

/// The report's figure: four splits in one plot.
void add_splits(const SectionFacts& facts, const std::string& preset, const std::string& caption,
                HtmlPage& page) {
  NumberFigure figure;
  figure.preset = preset;
  double seconds = 0;
  for (const NumberPart* part : splits_of(facts.plan, preset)) {
    const auto numbers = finished_numbers(*part, facts.folder);
    if (!numbers) continue;
    seconds = part->plan.seconds;
    figure.splits.push_back({fixed(100 * part->plan.train_share, 0) + " %", numbers->curve});
  }
  if (figure.splits.empty()) return;
  const Command command = {"facet",           "numbers", "figure",
                           "--preset",        preset,    "--seconds",
                           fixed(seconds, 1), "--seed",  std::to_string(facts.plan.seed),
                           "--no-baseline",   "--out",   "splits-" + preset + ".svg"};
  add_figure(facts, caption, {}, page, {command},
             "<div class=\"white\">" + figure_svg(figure) + "</div>\n");
}

void add_split_table(const SectionFacts& facts, HtmlPage& page) {
  std::vector<std::vector<std::string>> rows;
  for (const char* preset : {"report", "columns"}) {
    for (const NumberPart* part : splits_of(facts.plan, preset)) {
      const auto numbers = finished_numbers(*part, facts.folder);
      if (!numbers) continue;
      rows.push_back({preset, fixed(100 * part->plan.train_share, 0) + " %",
                      with_thousands(numbers->steps), clock_time(numbers->seconds),
                      percent(numbers->exact), percent(numbers->positions),
                      numbers->seconds_to_99 >= 0 ? fixed(numbers->seconds_to_99, 1) + " s" : "-"});
    }
  }
  page.table("Text to text: answers to equations that were never trained on",
             {"model", "trained on", "steps", "time", "whole answers right", "characters right",
              "99 % after"},
             rows);
}

/// Queries with the answers of both models that trained on most equations.
void add_text_answers(const SectionFacts& facts, HtmlPage& page) {
  const auto reports = splits_of(facts.plan, "report");
  const auto columns = splits_of(facts.plan, "columns");
  if (reports.empty() || columns.empty()) return;
  const auto report = finished_numbers(*reports.back(), facts.folder);
  const auto column = finished_numbers(*columns.back(), facts.folder);
  if (!report || !column) return;
  std::vector<std::vector<std::string>> rows;
  for (std::size_t i = 0; i < std::min(report->answers.size(), column->answers.size()); ++i) {
    const AnsweredQuery& a = report->answers[i];
    const AnsweredQuery& b = column->answers[i];
    const auto judged = [](const AnsweredQuery& q) {
      return q.answer + (q.answer == q.truth ? "  right" : "  wrong");
    };
    rows.push_back({a.query, a.truth, judged(a), judged(b)});
  }
  page.table("Some unseen equations, answered by the models that trained on 80 %",
             {"query", "true answer", "report's model", "columns"}, rows);
}

void add_tiles(const SectionFacts& facts, NumberTask task, HtmlPage& page) {
  for (const NumberPart& part : facts.plan.numbers) {
    const auto numbers = finished_numbers(part, facts.folder);
    if (part.plan.task != task || !numbers) continue;
    const bool reads = task == NumberTask::kImageToText;
    std::vector<NamedFigure> figures;
    for (std::size_t i = 0; i < numbers->answers.size(); ++i) {
      const AnsweredQuery& answer = numbers->answers[i];
      const std::string said = reads ? "answer " + answer.answer : answer.query;
      const std::string mark = answer.answer == answer.truth ? "" : " (true: " + answer.truth + ")";
      figures.push_back({tiles_figure(part, i), said + mark,
                         reads ? "tiles of " + answer.query : "a drawn answer to " + answer.query,
                         reads ? 190 : 168, 0});
    }
    std::string caption =
        reads ? "Image to text: queries in tiles that nobody trained on, and what the model "
                "answers. "
              : "Text to image: answers that the model has drawn, in random styles. ";
    caption += "After " + clock_time(numbers->seconds) + " of training " + percent(numbers->exact) +
               " of " + with_thousands(numbers->tested) + " unseen equations are answered right" +
               (reads ? "." : " in symbols before they are drawn.");
    if (numbers->tiles_exact >= 0) {
      caption += " A judge of digits, trained apart, reads " + percent(numbers->tiles_exact) +
                 " of the drawn answers as right (it reads real digits right in " +
                 percent(numbers->judge_accuracy) + "); tiles of one digit differ by " +
                 fixed(numbers->diversity, 3) + ", real ones by " +
                 fixed(numbers->diversity_real, 3) + ".";
    }
    add_figure(facts, caption, figures, page, {train_numbers_command(part)});
  }
}

}  // namespace

void write_numbers(const SectionFacts& facts, HtmlPage& page) {
  page.section("numbers", "Learning to add");
  page.add(report_texts::sequences());
  add_splits(facts, "report",
             "The report's model on four splits: loss and share of whole answers right, trained on "
             "5, 10, 50 and 80 % of the equations; solid on unseen equations, dashed on those "
             "trained on. The time of each training is a small part of what it would need to "
             "converge.",
             page);
  page.add(report_texts::columns());
  add_splits(facts, "columns", "The same four splits with the model of columns.", page);
  add_split_table(facts, page);
  add_text_answers(facts, page);
  page.heading("Between text and pictures");
  page.add(report_texts::tiles());
  add_tiles(facts, NumberTask::kImageToText, page);
  add_tiles(facts, NumberTask::kTextToImage, page);
}

}  // namespace facet
