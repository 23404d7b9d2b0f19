#include <cstdio>
#include <memory>

#include "app/verbs/picture_output.h"
#include "app/verbs/verbs.h"
#include "core/base/files.h"
#include "core/base/words.h"
#include "core/engine/model_measurement.h"
#include "core/engine/model_painter.h"
#include "core/measure/judge_cache.h"
#include "core/model/runtime.h"

namespace facet {
namespace {

struct MeasureOptions {
  std::string model;
  std::string data;
  std::string twins;
  std::uint32_t seed = 334;
  int pictures = 500;
  int cases = 300;
  int picks = 3;
  std::string norm = "free";
  std::string sampler;
  std::string judges;
  int threads = 0;
};

struct Measured {
  QualityMeasurement quality;
  std::optional<ArithmeticMeasurement> arithmetic;
  std::optional<TwinMeasurement> twins;
};

nlohmann::json interval_json(const Estimate& estimate) { return {estimate.low, estimate.high}; }

nlohmann::json scores_json(const ArithmeticScores& scores) {
  return {{"target", scores.target.value},
          {"kept", scores.kept.value},
          {"identity", scores.identity.value},
          {"interval",
           {{"target", interval_json(scores.target)},
            {"kept", interval_json(scores.kept)},
            {"identity", interval_json(scores.identity)}}}};
}

nlohmann::json to_json(const Measured& measured) {
  const QualityMeasurement& quality = measured.quality;
  nlohmann::json json = {{"distance", quality.distance.value},
                         {"distance_interval", interval_json(quality.distance)},
                         {"distance_floor", quality.floor.value},
                         {"distance_floor_interval", interval_json(quality.floor)},
                         {"pictures", quality.pictures},
                         {"diversity", quality.diversity},
                         {"diversity_real", quality.diversity_real},
                         {"nearest", quality.nearest},
                         {"nearest_usual", quality.nearest_usual},
                         {"copied", quality.copied}};
  json["psnr_db"] = quality.psnr_db ? nlohmann::json(*quality.psnr_db) : nlohmann::json();
  if (measured.arithmetic) {
    const ArithmeticMeasurement& arithmetic = *measured.arithmetic;
    json["arithmetic"] = scores_json(arithmetic.averages);
    json["arithmetic"]["chosen"] = scores_json(arithmetic.chosen);
    json["arithmetic"]["singles"] = scores_json(arithmetic.singles);
    json["arithmetic"]["random"] = scores_json(arithmetic.random);
    json["arithmetic"]["ceiling"] = scores_json(arithmetic.ceiling);
    for (const PickScores& more : arithmetic.more_picks) {
      json["arithmetic"]["more_picks"].push_back(scores_json(more.scores));
      json["arithmetic"]["more_picks"].back()["picks"] = more.picks;
    }
    json["arithmetic"]["strangers"] = arithmetic.strangers;
    json["arithmetic"]["cases"] = arithmetic.cases;
    json["arithmetic"]["picks"] = arithmetic.picks;
    for (const JudgeAccuracy& judge : arithmetic.judge) {
      json["arithmetic"]["judge"][judge.attribute] = judge.accuracy;
    }
  }
  if (measured.twins) {
    json["twins"] = {
        {"score", measured.twins->score.value}, {"interval", interval_json(measured.twins->score)},
        {"cases", measured.twins->cases},       {"nothing", measured.twins->nothing},
        {"result", measured.twins->result},     {"encoded", measured.twins->encoded}};
  }
  return json;
}

std::string with_interval(const Estimate& estimate, int digits) {
  return fixed(estimate.value, digits) + " (" + fixed(estimate.low, digits) + " to " +
         fixed(estimate.high, digits) + ")";
}

std::string quality_text(const QualityMeasurement& quality) {
  std::string text;
  text += "reconstruction  " + (quality.psnr_db
                                    ? fixed(*quality.psnr_db, 2) + " dB on held-out pictures"
                                    : std::string("none: this model has no encoder"));
  text += "\ndistance        " + with_interval(quality.distance, 1) + ", real against real " +
          with_interval(quality.floor, 1) + "\n                sliced Wasserstein, " +
          std::to_string(quality.pictures) + " pictures against " +
          std::to_string(quality.pictures) + " held out";
  text += "\ndiversity       " + fixed(quality.diversity, 3) + ", real " +
          fixed(quality.diversity_real, 3) + " (mean RMS difference of random pairs)";
  text += "\nnearest face    " + fixed(quality.nearest, 3) +
          " from the nearest training face, real " + fixed(quality.nearest_usual, 3) + "; " +
          fixed(100 * quality.copied, 1) + " % closer to one than 99 % of the held-out faces are";
  return text;
}

std::string scores_row(const std::string& name, const ArithmeticScores& scores) {
  char row[160];
  std::snprintf(row, sizeof row, "\n  %-13s %-23s%-23s%s", name.c_str(),
                with_interval(scores.target, 2).c_str(), with_interval(scores.kept, 2).c_str(),
                with_interval(scores.identity, 2).c_str());
  return row;
}

std::string arithmetic_text(const ArithmeticMeasurement& arithmetic) {
  std::string text = "\narithmetic      " + std::to_string(arithmetic.cases) +
                     " random \"short X - short Y + long Y\" with held-out starts, averages of " +
                     std::to_string(arithmetic.picks);
  char head[120];
  std::snprintf(head, sizeof head, "\n  %-13s %-23s%-23s%s", "", "target reached", "others kept",
                "identity kept");
  text += head;
  text += scores_row("averages", arithmetic.averages);
  text += scores_row("  chosen", arithmetic.chosen);
  for (const PickScores& more : arithmetic.more_picks) {
    text += scores_row("  of " + std::to_string(more.picks), more.scores);
  }
  text += scores_row("single picks", arithmetic.singles);
  text += scores_row("random vector", arithmetic.random);
  text += scores_row("ceiling", arithmetic.ceiling);
  text += "\n  two different faces have identity " + fixed(arithmetic.strangers, 2) +
          "; the judge reads held-out faces right:";
  for (const JudgeAccuracy& judge : arithmetic.judge) {
    text += " " + judge.attribute + " " + fixed(judge.accuracy, 3);
  }
  return text;
}

std::string twins_text(const TwinMeasurement& twins) {
  return "\ntrue picture    " + with_interval(twins.score, 2) + " over " +
         std::to_string(twins.cases) + " twins; 0: do nothing (" + fixed(twins.nothing, 3) +
         " from the true picture), 1: encode it (" + fixed(twins.encoded, 3) + ")";
}

ArithmeticMeasureOptions arithmetic_options(const MeasureOptions& options,
                                            const std::function<bool(const std::string&)>& tell) {
  ArithmeticMeasureOptions wanted;
  wanted.cases = options.cases;
  wanted.picks = options.picks;
  wanted.seed = options.seed;
  wanted.typical_norm = options.norm == "typical";
  wanted.progress = tell;
  return wanted;
}

Status measure_arithmetic_of(FacePainter& painter, const Dataset& dataset,
                             const MeasureOptions& options,
                             const std::function<bool(const std::string&)>& tell,
                             Measured& measured) {
  JudgeOptions learning;
  learning.seed = options.seed;
  const Result<std::unique_ptr<Judge>> judge = judge_of(
      dataset, learning, {options.judges},
      [&](double done) { return tell("training the judge, " + fixed(100 * done, 0) + " %"); });
  if (!judge) return judge.error();
  const Result<ArithmeticMeasurement> arithmetic =
      measure_arithmetic(painter, dataset, **judge, arithmetic_options(options, tell));
  if (!arithmetic) return arithmetic.error();
  measured.arithmetic = *arithmetic;
  return {};
}

Result<int> measure(const MeasureOptions& options, VerbContext& context) {
  const std::function<bool(const std::string&)> tell = [&](const std::string& what) {
    context.output.progress(what);
    return !context.stop.stop_requested();
  };
  const Result<DatasetPtr> dataset = open_dataset(options.data, {user_cache_folder(), {}});
  if (!dataset) return dataset.error();
  const Result<std::unique_ptr<FacePainter>> painter =
      load_painter({options.model, true}, DrawMode::kExact);
  if (!painter) return painter.error();
  use_threads(options.threads > 0 ? options.threads : thread_count());

  Measured measured;
  QualityMeasureOptions quality_options;
  quality_options.pictures = options.pictures;
  quality_options.seed = options.seed;
  quality_options.progress = tell;
  quality_options.sampler = sampler_of_name(options.sampler);
  const Result<QualityMeasurement> quality = measure_quality(**painter, *dataset, quality_options);
  if (!quality) return quality.error();
  measured.quality = *quality;
  if (!find_attributes((*dataset)->labels()).attributes.empty()) {
    const Status arithmetic = measure_arithmetic_of(**painter, **dataset, options, tell, measured);
    if (!arithmetic && arithmetic.error().code != ErrorCode::kBadInput) return arithmetic.error();
    if (!arithmetic) context.output.note("no arithmetic: " + to_string(arithmetic.error()));
  } else {
    context.output.note("no arithmetic: the data set has no labels");
  }
  if (!options.twins.empty()) {
    const Result<DatasetPtr> twins = open_dataset(options.twins, {user_cache_folder(), {}});
    if (!twins) return twins.error();
    const Result<TwinMeasurement> score =
        measure_twins(**painter, **twins, arithmetic_options(options, tell));
    if (!score) return score.error();
    measured.twins = *score;
  }
  std::string text = quality_text(measured.quality);
  if (measured.arithmetic) text += arithmetic_text(*measured.arithmetic);
  if (measured.twins) text += twins_text(*measured.twins);
  context.output.result(to_json(measured), text);
  return 0;
}

}  // namespace

void add_measure_verb(CommandLine& command_line) {
  const auto options = std::make_shared<MeasureOptions>();
  CLI::App& verb = command_line.add_verb(
      {"measure", "Measure quality, reconstruction and arithmetic, each beside its floor",
       "facet measure --model runs/first --data faces.npy --twins twins.npy"},
      [options](VerbContext& context) { return measure(*options, context); });
  verb.add_option("--model", options->model, "checkpoint file or run folder")->required();
  verb.add_option("--data", options->data, "data set, best the one it was trained on")->required();
  verb.add_option("--twins", options->twins,
                  "labelled pictures that differ in one label: the true answers");
  verb.add_option("--seed", options->seed, "of samples, questions and judge (default 334)");
  verb.add_option("--pictures", options->pictures, "most pictures in a set (default 500)")
      ->check(CLI::Range(16, 20000));
  verb.add_option("--cases", options->cases, "random expressions (default 300)")
      ->check(CLI::Range(1, 100000));
  verb.add_option("--picks", options->picks, "faces of an average (default 3)")
      ->check(CLI::Range(1, 1000));
  verb.add_option("--norm", options->norm, "of results: free, or typical of this model's codes")
      ->check(CLI::IsMember({"free", "typical"}));
  verb.add_option(
      "--judges", options->judges,
      "folder whose folder `judges` keeps the judge: that of the same labels is read there");
  add_sampler_option(verb, options->sampler);
  verb.add_option("--threads", options->threads, "threads (default: all)")
      ->check(CLI::Range(1, 1024));
}

}  // namespace facet
