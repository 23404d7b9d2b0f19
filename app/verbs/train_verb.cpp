#include <chrono>
#include <map>
#include <memory>

#include "app/verbs/open_data.h"
#include "app/verbs/verbs.h"
#include "core/base/files.h"
#include "core/base/words.h"
#include "core/engine/run_folder.h"
#include "core/engine/training_run.h"

namespace facet {
namespace {

constexpr std::chrono::milliseconds kProgressInterval{500};

/// What was typed; an option that was not keeps the preset's or the run's own value.
struct TrainOptions {
  std::string data;
  std::string preset;
  std::string out;
  ResumeRequest plan;  ///< without its preset, which has an option of its own
  bool resume = false;
};

template <typename T>
void override_with(const std::optional<T>& option, T& value) {
  if (option) value = *option;
}

Result<TrainingPlan> make_plan(const TrainOptions& options) {
  const Result<Preset> preset =
      find_preset(options.preset.empty() ? presets().front().name : options.preset);
  if (!preset) return preset.error();
  TrainingPlan plan = plan_for(*preset, options.data);
  const ResumeRequest& asked = options.plan;
  // A length that is asked for replaces the preset's own.
  if (asked.epochs || asked.steps || asked.seconds) plan.epochs = 0;
  override_with(asked.epochs, plan.epochs);
  override_with(asked.steps, plan.steps);
  override_with(asked.seconds, plan.seconds);
  override_with(asked.batch, plan.batch);
  override_with(asked.learning_rate, plan.learning_rate);
  override_with(asked.kl_weight, plan.kl_weight);
  override_with(asked.sharpening, plan.sharpening);
  override_with(asked.start, plan.start);
  override_with(asked.latent, plan.latent);
  override_with(asked.training_seed, plan.training_seed);
  override_with(asked.threads, plan.threads);
  override_with(asked.device, plan.device);
  override_with(asked.precision, plan.precision);
  if (Status status = check_plan(plan); !status) return status.error();
  return plan;
}

Result<std::unique_ptr<TrainingRun>> begin(const TrainOptions& options, VerbContext& context) {
  if (options.data.empty()) {
    return Error{ErrorCode::kUsage, "a new run needs a data set; give --data", "--data"};
  }
  Result<TrainingPlan> plan = make_plan(options);
  if (!plan) return plan.error();
  Result<DatasetPtr> dataset = open_with_progress(options.data, context);
  if (!dataset) return dataset.error();
  return TrainingRun::create(*plan, *dataset, options.out, {user_cache_folder()});
}

Result<std::unique_ptr<TrainingRun>> go_on(const TrainOptions& options, VerbContext& context) {
  const Result<RunRecord> record = read_run_record(options.out);
  if (!record) return record.error();
  Result<DatasetPtr> dataset =
      open_with_progress(options.data.empty() ? record->plan.data : options.data, context);
  if (!dataset) return dataset.error();
  ResumeRequest request = options.plan;
  if (!options.preset.empty()) request.preset = options.preset;
  return TrainingRun::resume(options.out, *dataset, request, {user_cache_folder()});
}

std::string progress_line(const TrainingView& view) {
  std::string line = "step " + with_thousands(view.step) + " | epoch " + fixed(view.epoch, 2) +
                     " | " + fixed(view.images_per_s, 0) + " images/s";
  if (view.curves && !view.curves->losses.empty()) {
    line += " | loss " + fixed(double{view.curves->losses.back().total()}, 4);
  }
  if (view.psnr_db > 0) line += " | " + fixed(double{view.psnr_db}, 2) + " dB";
  if (view.remaining_s >= 0) line += " | " + clock_time(view.remaining_s) + " left";
  return line;
}

void pass_on_notices(TrainingRun& run, Output& output) {
  for (const Notice& notice : run.take_notices()) output.note(notice.text);
}

/// Trains until a limit or Ctrl+C; what was trained is saved either way.
Status train_to_the_end(TrainingRun& run, VerbContext& context) {
  using Clock = std::chrono::steady_clock;
  Clock::time_point shown = Clock::now();
  Status status;
  while (status && !run.done() && !context.stop.stop_requested()) {
    status = run.advance();
    if (Clock::now() - shown >= kProgressInterval) {
      shown = Clock::now();
      pass_on_notices(run, context.output);
      context.output.progress(progress_line(run.view()));
    }
  }
  if (status) status = run.finish();
  pass_on_notices(run, context.output);
  return status;
}

/// The newest values of the curves by name.
nlohmann::json newest_losses(const Curves& curves) {
  nlohmann::json losses = nlohmann::json::object();
  std::size_t place = 0;
  for (const LossSeries& series : curves.series) {
    const float value = curves.losses.back().values[place++];
    if (series.has(value)) losses[series.key] = value;
  }
  return losses;
}

void report(const TrainingView& view, double images_per_s, const std::string& path,
            Output& output) {
  const bool has_loss = view.curves && !view.curves->losses.empty();
  const bool has_psnr = view.psnr_db > 0;
  output.result({{"steps", view.step},
                 {"images", view.images},
                 {"seconds", view.seconds},
                 {"images_per_s", images_per_s},
                 {"images_per_s_at_end", view.images_per_s},
                 {"loss", has_loss ? double{view.curves->losses.back().total()} : 0},
                 {"losses", has_loss ? newest_losses(*view.curves) : nlohmann::json::object()},
                 {"psnr_db", has_psnr ? nlohmann::json(view.psnr_db) : nlohmann::json()},
                 {"run", path},
                 {"threads", view.plan.threads},
                 {"precision", precision_name(view.plan.precision)},
                 {"device", device_name(view.plan.device)}},
                "trained to step " + with_thousands(view.step) + " in " + clock_time(view.seconds) +
                    " (" + fixed(images_per_s, 0) + " images/s)" +
                    (has_psnr ? ", held-out PSNR " + fixed(double{view.psnr_db}, 2) + " dB" : "") +
                    "; the run is " + path);
}

Result<int> train(const TrainOptions& options, VerbContext& context) {
  const bool resume = options.resume && is_run_folder(options.out);
  if (options.resume && !resume) {
    context.output.note(options.out + " holds no run yet, so a new one begins");
  }
  Result<std::unique_ptr<TrainingRun>> run =
      resume ? go_on(options, context) : begin(options, context);
  if (!run) return run.error();
  if (Status status = train_to_the_end(**run, context); !status) return status.error();

  report((*run)->view(), (*run)->mean_images_per_s(), options.out, context.output);
  return 0;
}

std::string preset_help() {
  std::string text;
  for (const Preset& preset : presets()) {
    text +=
        (text.empty() ? "" : "; ") + std::string(preset.name) + ": " + std::string(preset.summary);
  }
  return text;
}

void add_plan_options(CLI::App& verb, TrainOptions& options) {
  verb.add_option("--data", options.data,
                  "data set: .npy, folder of pictures, IDX file or drawn[:COUNT[:SEED]]");
  verb.add_option("--preset", options.preset, preset_help());
  ResumeRequest& asked = options.plan;
  verb.add_option("--epochs", asked.epochs, "stop after so many epochs from the run's beginning");
  verb.add_option("--steps", asked.steps, "stop after so many steps from the run's beginning");
  verb.add_option("--seconds", asked.seconds, "stop after so much training time of this call");
  verb.add_option("--batch", asked.batch, "pictures a step");
  verb.add_option("--lr", asked.learning_rate, "learning rate");
  verb.add_option("--kl-weight", asked.kl_weight, "factor of the KL term of a VAE's loss");
  verb.add_option(
      "--sharpening", asked.sharpening,
      "sharpen a fast-vae from here on, its codes unchanged: the discriminator's weight "
      "against the reconstruction; 0: off");
  verb.add_option(
      "--start", asked.start,
      "a trained fast-vae, run folder or checkpoint, as whose decoder a fast-gan begins");
  verb.add_option("--latent", asked.latent, "length of a code");
  verb.add_option("--seed", asked.training_seed, "training seed");
  verb.add_option("--threads", asked.threads, "threads (default: chosen for this machine)");
  const std::map<std::string, Device> devices = {
      {"auto", Device::kAuto}, {"cpu", Device::kCpu}, {"cuda", Device::kCuda}};
  verb.add_option("--device", asked.device, "auto, cpu or cuda")
      ->transform(CLI::CheckedTransformer(devices));
  const std::map<std::string, Precision> precisions = {
      {"auto", Precision::kAuto}, {"fp32", Precision::kFp32}, {"bf16", Precision::kBf16}};
  verb.add_option("--precision", asked.precision, "auto, fp32 or bf16")
      ->transform(CLI::CheckedTransformer(precisions));
}

}  // namespace

void add_train_verb(CommandLine& command_line) {
  const auto options = std::make_shared<TrainOptions>();
  CLI::App& verb = command_line.add_verb(
      {"train", "Train a model into a run folder",
       "facet train --data faces.npy --preset fast-vae --seconds 120 --out runs/first"},
      [options](VerbContext& context) { return train(*options, context); });
  add_plan_options(verb, *options);
  verb.add_option("--out", options->out, "the run folder")->required();
  verb.add_flag("--resume", options->resume, "go on with the run where its last checkpoint stands");
}

}  // namespace facet
