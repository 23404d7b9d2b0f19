#include <algorithm>
#include <array>
#include <chrono>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "app/verbs/number_words.h"
#include "app/verbs/verbs.h"
#include "core/base/words.h"
#include "core/engine/run_folder.h"

namespace facet {
namespace {

constexpr std::chrono::milliseconds kProgressInterval{500};
constexpr std::int64_t kTestedAfterTraining = 2000;
constexpr double kDefaultSeconds = 60;  ///< that a run goes on for
constexpr std::array kOfNewRuns = {"--task",   "--preset", "--train-share", "--digits",
                                   "--glyphs", "--seed",   "--threads"};

struct NumbersTrainOptions {
  NumberPlan plan;
  std::string out;
  bool resume = false;
  /// Options that say how a run begins, of those on the command line.
  std::vector<std::string> of_new_runs;
};

std::string preset_help() {
  std::string text;
  for (const NumberPreset& preset : number_presets()) {
    text += (text.empty() ? "" : "; ") + std::string(number_task_name(preset.task)) + ": " +
            std::string(preset.name) + ", " + std::string(preset.summary);
  }
  return text;
}

Result<std::unique_ptr<NumberRun>> go_on(const NumbersTrainOptions& options, VerbContext& context) {
  if (!options.of_new_runs.empty()) {
    return Error{ErrorCode::kUsage,
                 "a run goes on with the settings it began with; leave this option out",
                 options.of_new_runs.front()};
  }
  NumberRun::Limits limits{options.plan.seconds, options.plan.epochs};
  if (limits.seconds == 0 && limits.epochs == 0) {
    limits.seconds = kDefaultSeconds;
    context.output.note("neither --seconds nor --epochs is given: it goes on for " +
                        clock_time(kDefaultSeconds));
  }
  std::vector<std::string> warnings;
  Result<std::unique_ptr<NumberRun>> run = NumberRun::open(options.out, limits, warnings);
  for (const std::string& warning : warnings) context.output.note(warning);
  return run;
}

Result<std::unique_ptr<NumberRun>> begin(const NumbersTrainOptions& options, VerbContext& context) {
  if (options.resume && is_run_folder(options.out)) return go_on(options, context);
  const std::vector<std::string>& given = options.of_new_runs;
  if (std::find(given.begin(), given.end(), "--task") == given.end()) {
    return Error{ErrorCode::kUsage, "say what is to be learnt: text2text, image2text or text2image",
                 "--task"};
  }
  if (options.resume) {
    context.output.note(options.out + " holds no run yet, so a new one begins");
  }
  return NumberRun::create(options.plan, options.out);
}

Result<int> train(const NumbersTrainOptions& options, VerbContext& context) {
  Result<std::unique_ptr<NumberRun>> run = begin(options, context);
  if (!run) return run.error();
  const NumberTrainer& trainer = (*run)->trainer();
  if (Status status = train_numbers(**run, "", context); !status) return status.error();
  const NumberScore score = trainer.test(kTestedAfterTraining);
  const NumberPoint& last = (*run)->curve().back();
  nlohmann::json json = {{"steps", trainer.steps_done()},
                         {"equations", trainer.equations_done()},
                         {"seconds", (*run)->seconds()},
                         {"loss", last.train.loss},
                         {"test_loss", last.test.loss},
                         {"train_exact_match", last.train.exact},
                         {"exact_match", score.exact.value()},
                         {"position_accuracy", score.positions.value()},
                         {"task", number_task_name(trainer.plan().task)},
                         {"preset", trainer.plan().preset},
                         {"train_share", trainer.plan().train_share},
                         {"seed", trainer.plan().training_seed},
                         {"run", (*run)->path()}};
  if ((*run)->seconds_to_99() >= 0) json["seconds_to_99"] = (*run)->seconds_to_99();
  context.output.result(
      json, "trained to step " + with_thousands(trainer.steps_done()) + " in " +
                clock_time((*run)->seconds()) + "; " + fixed(100 * score.exact.value(), 2) +
                " % of " + with_thousands(score.exact.count) +
                " unseen equations answered exactly; the run is " + (*run)->path());
  return 0;
}

}  // namespace

Status train_numbers(NumberRun& run, const std::string& name, VerbContext& context) {
  using Clock = std::chrono::steady_clock;
  Clock::time_point shown = Clock::now();
  while (!run.done() && !context.stop.stop_requested()) {
    if (Status status = run.advance(); !status) return status;
    if (Clock::now() - shown < kProgressInterval || run.curve().empty()) continue;
    shown = Clock::now();
    const NumberPoint& point = run.curve().back();
    context.output.progress(name + "step " + with_thousands(run.trainer().steps_done()) + " | " +
                            clock_time(run.seconds()) + " | loss " + fixed(point.train.loss, 4) +
                            " | exact on unseen equations " + fixed(100 * point.test.exact, 1) +
                            " %");
  }
  return run.finish();
}

void add_numbers_train_verb(CommandLine& command_line, CLI::App& group) {
  const auto options = std::make_shared<NumbersTrainOptions>();
  CLI::App& verb = command_line.add_verb(
      {"train", "Train a model of the number lab into a run folder",
       "facet numbers train --task text2text --seconds 60 --out runs/sums"},
      [options](VerbContext& context) { return train(*options, context); }, &group);
  verb.parse_complete_callback([options, &verb] {
    for (const char* name : kOfNewRuns) {
      if (verb.count(name) > 0) options->of_new_runs.emplace_back(name);
    }
  });
  std::map<std::string, NumberTask> tasks;
  for (const NumberTask task :
       {NumberTask::kTextToText, NumberTask::kImageToText, NumberTask::kTextToImage}) {
    tasks.emplace(number_task_name(task), task);
  }
  NumberPlan& plan = options->plan;
  verb.add_option("--task", plan.task, "text2text, image2text or text2image")
      ->transform(CLI::CheckedTransformer(tasks));
  verb.add_option("--preset", plan.preset, preset_help());
  verb.add_option("--train-share", plan.train_share, "of the equations, trained on")
      ->capture_default_str();
  verb.add_option("--digits", plan.digits, "of an operand")->capture_default_str();
  verb.add_option("--glyphs", plan.glyphs, "drawn, or a folder with MNIST's IDX files")
      ->capture_default_str();
  verb.add_option("--seconds", plan.seconds, "stop after so much training time of this call");
  verb.add_option("--epochs", plan.epochs,
                  "stop after so many passes over the equations, from the run's beginning");
  verb.add_option("--seed", plan.training_seed, "training seed; also splits the equations")
      ->capture_default_str();
  verb.add_option("--threads", plan.threads, "threads (default: chosen for the task)");
  verb.add_option("--out", options->out, "the run folder")->required();
  verb.add_flag("--resume", options->resume, "go on with the run where its last checkpoint stands");
}

void add_numbers_verb(CommandLine& command_line) {
  CLI::App& group =
      command_line.add_group("numbers", "Add and subtract numbers as text and as pictures");
  add_numbers_train_verb(command_line, group);
  add_numbers_answer_verbs(command_line, group);
  add_numbers_figure_verb(command_line, group);
}

}  // namespace facet
