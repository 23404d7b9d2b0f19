#include <torch/version.h>

#include <algorithm>
#include <thread>

#include "core/base/words.h"
#include "core/model/cpu_features.h"
#include "core/report/budget.h"
#include "core/report/html_text.h"
#include "core/report/number_part.h"
#include "core/report/section_parts.h"
#include "core/report/texts.h"

namespace facet {
namespace {

std::string fact(const std::string& value, const std::string& words) {
  return "<li><b>" + escape_html(value) + "</b><span>" + escape_html(words) + "</span></li>\n";
}

double spent_s(const ReportFolder& folder) {
  const nlohmann::json* spent = folder.part("spent");
  return spent == nullptr ? 0 : spent->value("seconds", 0.0);
}

/// The best share of unseen sums answered right, of any text model.
double best_exact(const SectionFacts& facts) {
  double best = 0;
  for (const NumberPart& part : facts.plan.numbers) {
    const auto numbers = finished_numbers(part, facts.folder);
    if (numbers && part.plan.task == NumberTask::kTextToText) best = std::max(best, numbers->exact);
  }
  return best;
}

Command report_command(const SectionFacts& facts) {
  Command command = {"facet", "report", "--data", "{data}", "--out", "{report}"};
  command.insert(command.end(), {"--budget", budget_text(facts.plan.budget_s)});
  command.insert(command.end(), {"--seed", std::to_string(facts.plan.seed)});
  if (!facts.picks_file.empty()) command.insert(command.end(), {"--picks", facts.picks_file});
  return command;
}

}  // namespace

std::string report_lead(const SectionFacts& facts) {
  std::string facts_list;
  facts_list += fact(with_thousands(facts.dataset.size()), "pictures");
  if (const auto vae = finished_training("fast-vae", facts.folder)) {
    facts_list += fact(fixed(vae->psnr_db, 1) + " dB",
                       "held-out reconstruction, fast-vae after " + clock_time(vae->seconds));
  }
  if (const auto gan = measured_samples("runs/fast-gan", facts.folder)) {
    facts_list += fact(
        fixed(gan->quality.distance.value, 0),
        "distance of fast-gan's samples; real against real " + fixed(gan->quality.floor.value, 0));
  }
  if (const auto arithmetic = measured_arithmetic("runs/fast-vae", facts.folder)) {
    facts_list += fact(fixed(100 * arithmetic->averages.target.value, 0) + " %",
                       "of face sums hit their target (fast-vae); a random vector: " +
                           fixed(100 * arithmetic->random.target.value, 0) + " %");
  }
  facts_list += fact(fixed(100 * best_exact(facts), 1) + " %", "of unseen number sums right");
  facts_list += fact(clock_time(spent_s(facts.folder)),
                     "on " + std::to_string(std::thread::hardware_concurrency()) + " cores");
  return std::string(report_texts::abstract()) + "<ul class=\"facts\">\n" + facts_list + "</ul>\n";
}

void write_making(const SectionFacts& facts, HtmlPage& page) {
  page.section("making", "How this report was made");
  page.add(report_texts::making());
  page.commands(std::vector<std::string>(1, shell_line(report_command(facts), facts.folder)));
  std::vector<std::vector<std::string>> rows;
  const auto add = [&](const char* what, const std::string& value) {
    rows.emplace_back(1, what);
    rows.back().push_back(value);
  };
  add("machine", cpu_name());
  add("cores", std::to_string(std::thread::hardware_concurrency()));
  add("program", "Facet " FACET_VERSION ", LibTorch " TORCH_VERSION);
  add("budget", budget_text(facts.plan.budget_s));
  add("time taken", clock_time(spent_s(facts.folder)));
  add("training seed of every model", std::to_string(facts.plan.seed));
  add("seeds of latents", "334 (grids), 4, 999, 321, 5 (walks), as NumPy draws them");
  page.table("Machine and settings", {"what", "value"}, rows);
  rows.clear();
  for (const TrainingPart& part : facts.plan.trainings) {
    const auto training = finished_training(part.preset, facts.folder);
    if (!training) continue;
    rows.push_back({part.preset, clock_time(part.seconds), clock_time(training->seconds),
                    std::to_string(training->plan.threads),
                    precision_name(training->plan.precision), device_name(training->plan.device),
                    training->run});
  }
  for (const NumberPart& part : facts.plan.numbers) {
    const auto numbers = finished_numbers(part, facts.folder);
    if (!numbers) continue;
    rows.push_back({part.name, fixed(part.plan.seconds, 1) + " s",
                    fixed(numbers->seconds, 1) + " s", "chosen", "fp32", "cpu", numbers->run});
  }
  page.table(
      "Every training: the time it was given and took, threads, precision, device, and "
      "where its run lies in the report's folder",
      {"training", "given", "taken", "threads", "precision", "device", "run"}, rows);
}

}  // namespace facet
