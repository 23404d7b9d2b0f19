#include <map>
#include <memory>

#include "app/bench/bench.h"
#include "app/bench/compare.h"
#include "app/bench/machine.h"
#include "app/verbs/verbs.h"

namespace facet {
namespace {

using Bench = Result<nlohmann::json> (*)(const BenchOptions&, VerbContext&);

/// Every figure on a line of its own, for people.
std::string readable(const nlohmann::json& object) {
  std::string text;
  for (const auto& [key, value] : object.items()) {
    text += (text.empty() ? "" : "\n") + key + ": " +
            (value.is_string() ? value.get<std::string>() : value.dump());
  }
  return text;
}

void add_bench(CommandLine& command_line, CLI::App& group, const Verb& words, Bench bench,
               bool model) {
  const auto options = std::make_shared<BenchOptions>();
  const auto compare_with = std::make_shared<std::string>();
  CLI::App& verb = command_line.add_verb(
      words,
      [options, compare_with, bench, words](VerbContext& context) -> Result<int> {
        Result<nlohmann::json> figures = bench(*options, context);
        if (!figures) return figures.error();
        (*figures)["bench"] = words.name;
        figures->update(describe_machine());
        if (!compare_with->empty()) {
          const Result<nlohmann::json> compared = compare_figures(*figures, *compare_with);
          if (!compared) return compared.error();
          (*figures)["compared"] = *compared;
        }
        context.output.result(*figures, readable(*figures));
        return 0;
      },
      &group);
  verb.add_option("--preset", options->preset, "the model")->capture_default_str();
  if (model) verb.add_option("--model", options->model, "a checkpoint or run instead of a preset");
  verb.add_option("--data", options->data, "data set of at least 4,096 pictures")
      ->capture_default_str();
  verb.add_option("--batch", options->batch, "pictures a step");
  verb.add_option("--seconds", options->seconds, "in all")
      ->check(CLI::Range(0.1, 1e6))
      ->capture_default_str();
  verb.add_option("--threads", options->threads, "threads (default: chosen for this machine)");
  const std::map<std::string, Precision> precisions = {
      {"auto", Precision::kAuto}, {"fp32", Precision::kFp32}, {"bf16", Precision::kBf16}};
  verb.add_option("--precision", options->precision, "auto, fp32 or bf16")
      ->transform(CLI::CheckedTransformer(precisions));
  verb.add_option("--compare", *compare_with, "an earlier --json output of the same benchmark");
}

}  // namespace

void add_bench_verb(CommandLine& command_line) {
  CLI::App& group = command_line.add_group("bench", "Measure speed on this machine");
  add_bench(command_line, group,
            {"train", "Training speed", "facet bench train --preset report-vae --batch 64"},
            bench_train, false);
  add_bench(command_line, group,
            {"decode", "Drawing speed and latency", "facet bench decode --preset fast-vae"},
            bench_decode, true);
  add_bench(command_line, group,
            {"window", "What the window costs, and how fast it answers",
             "facet bench window --preset fast-vae --seconds 60"},
            bench_window, false);
}

}  // namespace facet
