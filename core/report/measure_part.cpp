#include "core/report/measure_part.h"

#include <algorithm>

#include "core/engine/model_measurement.h"
#include "core/measure/sharpness.h"

namespace facet {
namespace {

using nlohmann::json;

constexpr std::uint32_t kSeed = 334;  // as `facet measure` has it
constexpr int kSharpnessPictures = 64;

std::string samples_key(const std::string& model) { return "samples " + model; }
std::string mark_key(const std::string& model) { return "mark " + model; }
std::string arithmetic_key(const std::string& model) { return "arithmetic " + model; }

json estimate_json(const Estimate& estimate) {
  return {estimate.value, estimate.low, estimate.high};
}

Estimate estimate_of(const json& object, const char* key) {
  const auto found = object.find(key);
  if (found == object.end() || !found->is_array() || found->size() != 3) return {};
  return {(*found)[0].get<double>(), (*found)[1].get<double>(), (*found)[2].get<double>()};
}

json scores_json(const ArithmeticScores& scores) {
  return {{"target", estimate_json(scores.target)},
          {"kept", estimate_json(scores.kept)},
          {"identity", estimate_json(scores.identity)}};
}

ArithmeticScores scores_of(const json& object, const char* key) {
  const json scores = object.value(key, json::object());
  return {estimate_of(scores, "target"), estimate_of(scores, "kept"),
          estimate_of(scores, "identity")};
}

std::vector<ImagePtr> real_pictures(const Dataset& dataset) {
  std::vector<ImagePtr> pictures;
  const auto count = std::min<std::int64_t>(kSharpnessPictures, dataset.held_out());
  for (std::int64_t i = 0; i < count; ++i) {
    pictures.push_back(dataset.picture(dataset.training_size() + i));
  }
  return pictures;
}

std::optional<SampleMeasurement> read_samples(const std::string& key, const ReportFolder& folder) {
  const json* kept = folder.part(key);
  if (kept == nullptr) return std::nullopt;
  SampleMeasurement measured;
  QualityMeasurement& quality = measured.quality;
  quality.pictures = kept->value("pictures", 0);
  quality.distance = estimate_of(*kept, "distance");
  quality.floor = estimate_of(*kept, "floor");
  quality.diversity = kept->value("diversity", 0.0);
  quality.diversity_real = kept->value("diversity_real", 0.0);
  quality.nearest = kept->value("nearest", 0.0);
  quality.nearest_usual = kept->value("nearest_usual", 0.0);
  quality.copied = kept->value("copied", 0.0);
  measured.sharpness = kept->value("sharpness", 0.0);
  measured.sharpness_real = kept->value("sharpness_real", 0.0);
  return measured;
}

}  // namespace

Status ReportMeter::measure(const std::string& key, const std::string& model, int pictures,
                            int repeats, std::optional<QualityMeter>& meter, FigureBook& book) {
  if (work_.folder.part(key) != nullptr) return {};
  if (work_.stop.stop_requested()) return report_stopped(work_.folder.path());
  if (!meter) {
    QualityMeterOptions options;
    options.pictures = pictures;
    options.seed = kSeed;
    options.floor_repeats = std::max(2, repeats);
    Result<QualityMeter> made = QualityMeter::create(work_.dataset, options);
    if (!made) return made.error();
    meter.emplace(*std::move(made));
  }
  const Result<FacePainter*> painter = book.painter(model);
  if (!painter) return painter.error();
  const Result<QualityMeasurement> quality = meter->measure(**painter, repeats, {});
  if (!quality) return quality.error();
  const Result<std::vector<ImagePtr>> samples = decode_pictures(
      **painter, sample_codes(**painter, kSeed, std::min(pictures, kSharpnessPictures)));
  if (!samples) return samples.error();
  return work_.folder.keep(key, {{"pictures", quality->pictures},
                                 {"distance", estimate_json(quality->distance)},
                                 {"floor", estimate_json(quality->floor)},
                                 {"diversity", quality->diversity},
                                 {"diversity_real", quality->diversity_real},
                                 {"nearest", quality->nearest},
                                 {"nearest_usual", quality->nearest_usual},
                                 {"copied", quality->copied},
                                 {"sharpness", sharpness(*samples)},
                                 {"sharpness_real", sharpness(real_pictures(*work_.dataset))}});
}

Status ReportMeter::measure_samples(const std::string& model, FigureBook& book) {
  return measure(samples_key(model), model, work_.plan.quality_pictures, work_.plan.quality_repeats,
                 meter_, book);
}

Status ReportMeter::measure_mark(const std::string& model, FigureBook& book) {
  return measure(mark_key(model), model, work_.plan.curve_pictures, 1, curve_meter_, book);
}

Result<const Judge*> ReportMeter::judge() {
  if (judge_ == nullptr) {
    JudgeOptions options;
    options.images = work_.plan.judge_images;
    options.seed = kSeed;
    Result<std::unique_ptr<Judge>> trained =
        Judge::train(*work_.dataset, options, [&](double) { return !work_.stop.stop_requested(); });
    if (!trained && trained.error().code == ErrorCode::kCanceled) {
      return report_stopped(work_.folder.path());
    }
    if (!trained) return trained.error();
    judge_ = *std::move(trained);
  }
  return judge_.get();
}

Status ReportMeter::measure_arithmetic(const std::string& model, FigureBook& book) {
  const std::string key = arithmetic_key(model);
  if (work_.folder.part(key) != nullptr) return {};
  const Result<const Judge*> reader = judge();
  if (!reader) return reader.error();
  const Result<FacePainter*> painter = book.painter(model);
  if (!painter) return painter.error();
  ArithmeticMeasureOptions options;
  options.cases = work_.plan.cases;
  options.seed = kSeed;
  options.progress = [&](const std::string&) { return !work_.stop.stop_requested(); };
  const Result<ArithmeticMeasurement> measured =
      facet::measure_arithmetic(**painter, *work_.dataset, **reader, options);
  if (!measured && measured.error().code == ErrorCode::kCanceled) {
    return report_stopped(work_.folder.path());
  }
  // Too few labelled faces for a question: then there is nothing to tell.
  if (!measured && measured.error().code == ErrorCode::kBadInput) {
    return work_.folder.keep(key, {{"cases", 0}});
  }
  if (!measured) return measured.error();
  json judges = json::object();
  for (const JudgeAccuracy& accuracy : measured->judge) {
    judges[accuracy.attribute] = accuracy.accuracy;
  }
  json more_picks = json::array();
  for (const PickScores& more : measured->more_picks) {
    more_picks.push_back({{"picks", more.picks}, {"scores", scores_json(more.scores)}});
  }
  return work_.folder.keep(key, {{"cases", measured->cases},
                                 {"picks", measured->picks},
                                 {"averages", scores_json(measured->averages)},
                                 {"chosen", scores_json(measured->chosen)},
                                 {"singles", scores_json(measured->singles)},
                                 {"random", scores_json(measured->random)},
                                 {"more_picks", std::move(more_picks)},
                                 {"ceiling", scores_json(measured->ceiling)},
                                 {"strangers", measured->strangers},
                                 {"judge", std::move(judges)}});
}

std::optional<SampleMeasurement> measured_samples(const std::string& model,
                                                  const ReportFolder& folder) {
  return read_samples(samples_key(model), folder);
}

std::optional<SampleMeasurement> measured_mark(const std::string& model,
                                               const ReportFolder& folder) {
  return read_samples(mark_key(model), folder);
}

std::optional<ArithmeticMeasurement> measured_arithmetic(const std::string& model,
                                                         const ReportFolder& folder) {
  const json* kept = folder.part(arithmetic_key(model));
  if (kept == nullptr || kept->value("cases", 0) == 0) return std::nullopt;
  ArithmeticMeasurement measured;
  measured.cases = kept->value("cases", 0);
  measured.picks = kept->value("picks", 0);
  measured.averages = scores_of(*kept, "averages");
  measured.chosen = scores_of(*kept, "chosen");
  measured.singles = scores_of(*kept, "singles");
  measured.random = scores_of(*kept, "random");
  measured.ceiling = scores_of(*kept, "ceiling");
  for (const json& more : kept->value("more_picks", json::array())) {
    measured.more_picks.push_back({more.value("picks", 0), scores_of(more, "scores")});
  }
  measured.strangers = kept->value("strangers", 0.0);
  const json judges = kept->value("judge", json::object());
  for (const auto& [attribute, accuracy] : judges.items()) {
    measured.judge.push_back({attribute, accuracy.get<double>()});
  }
  return measured;
}

}  // namespace facet
