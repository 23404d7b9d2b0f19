#include <map>
#include <memory>

#include "app/bench/bench.h"
#include "app/bench/compare.h"
#include "app/bench/machine.h"
#include "app/verbs/verbs.h"
#include "core/base/json_reader.h"

namespace facet {
namespace {

struct Benchmark {
  Verb words;
  Result<nlohmann::json> (*measure)(const BenchOptions&, VerbContext&);
  bool takes_model;
  double seconds = BenchOptions{}.seconds;  ///< in all, unless told
};

const Benchmark kBenchmarks[] = {
    {{"train", "Training speed", "facet bench train --preset report-vae --batch 64"},
     bench_train,
     false},
    {{"decode", "Drawing speed and latency", "facet bench decode --preset fast-vae"},
     bench_decode,
     true},
    {{"window", "What the window costs, and how fast it answers",
      "facet bench window --preset fast-vae --seconds 60"},
     bench_window,
     false},
    {{"numbers", "How well and how soon sums are learnt", "facet bench numbers --seconds 240"},
     bench_numbers,
     false,
     240},
    {{"growth", "Time and memory as batch, code, steps and data grow",
      "facet bench growth --seconds 10"},
     bench_growth,
     false,
     10},
};

const std::map<std::string, Precision> kPrecisions = {
    {"auto", Precision::kAuto}, {"fp32", Precision::kFp32}, {"bf16", Precision::kBf16}};

/// Every figure on a line of its own, and every row of a table, for people.
std::string readable(const nlohmann::json& object) {
  std::string text;
  for (const auto& [key, value] : object.items()) {
    text += (text.empty() ? "" : "\n") + key + ":";
    if (!value.is_array()) {
      text += " " + (value.is_string() ? value.get<std::string>() : value.dump());
      continue;
    }
    for (const nlohmann::json& row : value) text += "\n  " + row.dump();
  }
  return text;
}

/// Measures, and sets the figures beside those of `old` unless that is empty.
Result<int> measure(const Benchmark& benchmark, const BenchOptions& options, const std::string& old,
                    VerbContext& context) {
  Result<nlohmann::json> figures = benchmark.measure(options, context);
  if (!figures) return figures.error();
  (*figures)["bench"] = benchmark.words.name;
  (*figures)["seconds"] = options.seconds;
  if (!options.model.empty()) (*figures)["model"] = options.model;
  figures->update(describe_machine());
  if (!old.empty()) {
    const Result<nlohmann::json> compared = compare_figures(*figures, old);
    if (!compared) return compared.error();
    (*figures)["compared"] = *compared;
  }
  context.output.result(*figures, readable(*figures));
  return 0;
}

/// `facet bench --compare OLD`: the benchmark that OLD holds once more, with its settings.
Result<int> repeat(const std::string& old, VerbContext& context) {
  if (old.empty()) {
    return Error{ErrorCode::kUsage,
                 "say what to measure: train, decode, window, numbers or growth; or give an "
                 "earlier --json output with --compare",
                 "bench"};
  }
  const Result<nlohmann::json> figures = read_figures(old);
  if (!figures) return figures.error();
  JsonReader reader(*figures, old);
  std::string name;
  std::string precision = "auto";
  BenchOptions options;
  reader.read("bench", name);
  reader.read("preset", options.preset);
  reader.read("data", options.data);
  reader.read("model", options.model);
  reader.read("precision", precision);
  reader.read("seconds", options.seconds, 0.1, 1e6);
  reader.read("most_steps", options.most_steps, 10, 1000000);
  reader.read("most_pictures", options.most_pictures, 0, 1000000);
  if (reader.has("batch")) reader.read("batch", options.batch.emplace(), 1, 4096);
  if (const Status status = reader.status(); !status) return status.error();
  if (const auto found = kPrecisions.find(precision); found != kPrecisions.end()) {
    options.precision = found->second;
  }
  for (const Benchmark& benchmark : kBenchmarks) {
    if (benchmark.words.name == name) return measure(benchmark, options, old, context);
  }
  return not_figures(old);
}

void add_bench(CommandLine& command_line, CLI::App& group, const Benchmark& benchmark) {
  const auto options = std::make_shared<BenchOptions>();
  options->seconds = benchmark.seconds;
  const auto old = std::make_shared<std::string>();
  CLI::App& verb = command_line.add_verb(
      benchmark.words,
      [&benchmark, options, old](VerbContext& context) {
        return measure(benchmark, *options, *old, context);
      },
      &group);
  verb.add_option("--preset", options->preset, "the model")->capture_default_str();
  if (benchmark.takes_model) {
    verb.add_option("--model", options->model, "a checkpoint or run instead of a preset");
  }
  verb.add_option("--data", options->data, "data set of at least 4,096 pictures")
      ->capture_default_str();
  verb.add_option("--batch", options->batch, "pictures a step");
  if (benchmark.measure == bench_growth) {
    verb.add_option("--most-pictures", options->most_pictures,
                    "in the largest file (12 kB each); under 1,000: no file")
        ->check(CLI::Range(0, 1000000))
        ->capture_default_str();
    verb.add_option("--most-steps", options->most_steps, "of the longest training, at batch 16")
        ->check(CLI::Range(10, 1000000))
        ->capture_default_str();
  }
  verb.add_option("--seconds", options->seconds,
                  benchmark.measure == bench_growth ? "for each training" : "in all")
      ->check(CLI::Range(0.1, 1e6))
      ->capture_default_str();
  verb.add_option("--threads", options->threads, "threads (default: chosen for this machine)");
  verb.add_option("--precision", options->precision, "auto, fp32 or bf16")
      ->transform(CLI::CheckedTransformer(kPrecisions));
  verb.add_option("--compare", *old, "an earlier --json output of the same benchmark");
}

}  // namespace

void add_bench_verb(CommandLine& command_line) {
  const auto old = std::make_shared<std::string>();
  CLI::App& group = command_line.add_verb(
      {"bench", "Measure speed on this machine", "facet bench --compare old.json"},
      [old](VerbContext& context) { return repeat(*old, context); });
  group.require_subcommand(0, 1);
  group.add_option("--compare", *old, "an earlier --json output: measure the same again");
  for (const Benchmark& benchmark : kBenchmarks) add_bench(command_line, group, benchmark);
}

}  // namespace facet
