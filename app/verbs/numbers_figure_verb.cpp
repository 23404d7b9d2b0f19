#include <memory>

#include "app/verbs/number_words.h"
#include "core/base/files.h"
#include "core/base/words.h"
#include "core/engine/number_figure.h"
#include "core/image/codec.h"

namespace facet {
namespace {

constexpr double kShares[] = {0.05, 0.1, 0.5, 0.8};
constexpr const char* kBaseline = "report";

struct FigureOptions {
  std::string out;
  std::string preset;
  double seconds = 30;
  std::uint64_t seed = 1;
  int digits = 2;
  bool baseline = true;
};

Status write_figure(const std::string& path, const NumberFigure& figure) {
  if (path.ends_with(".svg")) return write_file_atomically(path, figure_svg(figure));
  if (path.ends_with(".html")) return write_file_atomically(path, figure_html(figure));
  return write_png(path, figure_picture(figure));
}

struct Trained {
  NumberFigure::Split split;
  std::string preset;
  nlohmann::json json;
};

Result<Trained> train_split(const FigureOptions& options, const std::string& preset, double share,
                            VerbContext& context) {
  NumberPlan plan;
  plan.preset = preset;
  plan.train_share = share;
  plan.seconds = options.seconds;
  plan.training_seed = options.seed;
  plan.digits = options.digits;
  Result<std::unique_ptr<NumberRun>> run = NumberRun::create(plan, "");
  if (!run) return run.error();
  Trained trained;
  trained.preset = (*run)->trainer().plan().preset;
  trained.split.name = fixed(100 * share, 0) + " %";
  const std::string name = trained.preset + ", " + trained.split.name + ": ";
  if (Status s = train_numbers(**run, name, context); !s) return s.error();
  trained.split.points = (*run)->curve();
  const NumberPoint& last = (*run)->curve().back();
  trained.json = {{"train_share", share},
                  {"exact_match", last.test.exact},
                  {"train_exact_match", last.train.exact},
                  {"test_loss", last.test.loss},
                  {"loss", last.train.loss}};
  return trained;
}

Result<int> figure(const FigureOptions& options, VerbContext& context) {
  if (!options.out.ends_with(".png") && !options.out.ends_with(".svg") &&
      !options.out.ends_with(".html")) {
    return Error{ErrorCode::kUsage, "the figure is written as .png, .svg or .html", options.out};
  }
  NumberFigure drawn;
  nlohmann::json splits = nlohmann::json::array();
  nlohmann::json json = {{"out", options.out}};
  for (const double share : kShares) {
    const Result<Trained> trained = train_split(options, options.preset, share, context);
    if (!trained) return trained.error();
    drawn.splits.push_back(trained->split);
    drawn.preset = trained->preset;
    splits.push_back(trained->json);
    if (context.stop.stop_requested()) break;
  }
  json["preset"] = drawn.preset;
  json["splits"] = splits;
  if (options.baseline && drawn.preset != kBaseline && !context.stop.stop_requested()) {
    Result<Trained> trained = train_split(options, kBaseline, kShares[3], context);
    if (!trained) return trained.error();
    trained->split.name = std::string(kBaseline) + ", " + trained->split.name;
    drawn.baseline = std::move(trained->split);
    json["baseline"] = trained->json;
  }
  if (Status written = write_figure(options.out, drawn); !written) return written.error();
  context.output.result(json, "wrote " + options.out);
  return 0;
}

}  // namespace

void add_numbers_figure_verb(CommandLine& command_line, CLI::App& group) {
  const auto options = std::make_shared<FigureOptions>();
  CLI::App& verb = command_line.add_verb(
      {"figure", "Train text to text on 5, 10, 50 and 80 % and draw the curves",
       "facet numbers figure --out splits.png"},
      [options](VerbContext& context) { return figure(*options, context); }, &group);
  verb.add_option("--out", options->out, "a .png, .svg or .html file")->required();
  verb.add_option("--preset", options->preset, "of text2text; report draws the report's own");
  verb.add_option("--seconds", options->seconds, "of training for each split")
      ->check(CLI::Range(0.1, 1e6))
      ->capture_default_str();
  verb.add_flag("--baseline,!--no-baseline", options->baseline,
                "the report's model on 80 % beside them, trained as long")
      ->capture_default_str();
  verb.add_option("--seed", options->seed, "training seed")->capture_default_str();
  verb.add_option("--digits", options->digits, "of an operand")->capture_default_str();
}

}  // namespace facet
