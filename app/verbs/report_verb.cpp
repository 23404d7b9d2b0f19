#include <chrono>
#include <memory>

#include "app/verbs/open_data.h"
#include "app/verbs/verbs.h"
#include "core/base/files.h"
#include "core/base/words.h"
#include "core/report/budget.h"
#include "core/report/report.h"

namespace facet {
namespace {

struct ReportOptions {
  ReportRequest request;
  std::string budget;
};

/// Says each part once where progress is not replaced in place, and how far it is where it is.
class Teller {
 public:
  explicit Teller(Output& output) : output_(output) {}

  void tell(const ReportProgress& progress) {
    const std::string words = fixed(100 * progress.share, 0) + " % | " + progress.part + " | " +
                              clock_time(progress.remaining_s) + " left";
    const std::string part = progress.part.substr(0, progress.part.find(", step"));
    if (part != part_) output_.note(words);
    part_ = part;
    output_.progress(words);
  }

 private:
  Output& output_;
  std::string part_;
};

Result<int> report(const ReportOptions& options, VerbContext& context) {
  ReportRequest request = options.request;
  if (!options.budget.empty()) {
    const Result<double> budget = parse_budget(options.budget);
    if (!budget) return budget.error();
    request.budget_s = *budget;
  }
  request.cache_folder = user_cache_folder();
  const Result<DatasetPtr> dataset = open_with_progress(request.data, context);
  if (!dataset) return dataset.error();
  Teller teller(context.output);
  const Result<ReportResult> made = make_report(
      request, *dataset, [&](const ReportProgress& progress) { teller.tell(progress); },
      context.stop);
  if (!made) return made.error();
  nlohmann::json parts = nlohmann::json::array();
  for (const ReportPart& part : made->parts) {
    parts.push_back({{"name", part.name}, {"seconds", part.seconds}});
  }
  context.output.result({{"page", made->page},
                         {"seconds", made->seconds},
                         {"budget_s", made->budget_s},
                         {"figures", made->figures},
                         {"pictures", made->pictures},
                         {"parts", parts}},
                        "wrote " + made->page + ": " + std::to_string(made->figures) +
                            " figures with " + std::to_string(made->pictures) + " pictures, in " +
                            clock_time(made->seconds));
  return 0;
}

}  // namespace

void add_report_verb(CommandLine& command_line) {
  const auto options = std::make_shared<ReportOptions>();
  CLI::App& verb =
      command_line.add_verb({"report", "Redo the whole report on your data, as one HTML page",
                             "facet report --data faces.npy --out report --budget 20min"},
                            [options](VerbContext& context) { return report(*options, context); });
  ReportRequest& request = options->request;
  verb.add_option("--data", request.data,
                  "data set: .npy, folder of pictures, IDX file or drawn[:COUNT[:SEED]]")
      ->required();
  verb.add_option("--out", request.out,
                  "the report's folder; the same command goes on with an interrupted report")
      ->required();
  verb.add_option("--budget", options->budget, "time for all of it: 90s, 20min, 1h (20min)");
  verb.add_option("--seed", request.training_seed, "training seed of every model")
      ->capture_default_str();
  verb.add_option("--picks", request.picks,
                  "a file with one expression in JSON a line, as for arithmetic --batch");
}

}  // namespace facet
