#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numeric>

#include "core/base/numpy_random.h"
#include "core/engine/faces.h"
#include "core/engine/model_measurement.h"
#include "core/engine/quality_meter.h"
#include "core/measure/arithmetic_cases.h"
#include "core/measure/estimate.h"
#include "core/measure/picture_distance.h"
#include "core/measure/representatives.h"

namespace facet {
namespace {

constexpr int kPool = 2000;  // samples of a model without an encoder
constexpr std::size_t kMostTwinCases = 1000;
constexpr std::array kMorePicks = {10, 30, 100};
constexpr std::size_t kChunk = 256;

using Pictures = std::vector<ImagePtr>;

Error canceled() { return {ErrorCode::kCanceled, "the measurement was stopped", "measure"}; }

/// Faces with labels that questions are made of; rows are those of `table`.
struct FacePool {
  const AttributeTable* table = nullptr;
  std::vector<std::int64_t> picks;
  std::vector<std::int64_t> starts;
  std::function<ImagePtr(std::int64_t)> picture;
  std::map<std::int64_t, Latent> codes;
};

/// Encodes the rows of a data set that the pool does not have yet.
Status encode_rows(FacePainter& painter, const Dataset& dataset, std::vector<std::int64_t> rows,
                   std::map<std::int64_t, Latent>& codes) {
  std::sort(rows.begin(), rows.end());
  rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
  std::erase_if(rows, [&](std::int64_t row) { return codes.contains(row); });
  for (std::size_t begin = 0; begin < rows.size(); begin += kChunk) {
    const auto part = std::span(rows).subspan(begin, std::min(kChunk, rows.size() - begin));
    Pictures pictures;
    for (const std::int64_t row : part) pictures.push_back(dataset.picture(row));
    Result<std::vector<Latent>> encoded = painter.encode(pictures);
    if (!encoded) return encoded.error();
    for (std::size_t i = 0; i < part.size(); ++i) codes[part[i]] = std::move((*encoded)[i]);
  }
  return {};
}

/// A pool of a model's own samples, labelled by the judge: half of them picks, half starts.
Result<FacePool> sampled_pool(FacePainter& painter, const Judge& judge, std::uint32_t seed,
                              AttributeTable& table) {
  std::vector<Latent> codes = sample_codes(painter, seed, kPool);
  Result<Pictures> decoded = decode_pictures(painter, codes);
  if (!decoded) return decoded.error();
  const auto pictures = std::make_shared<const Pictures>(*std::move(decoded));
  table = {judge.attributes(), std::vector<std::vector<int>>(judge.attributes().size()), {}};
  for (const JudgeReading& reading : judge.read(*pictures)) {
    for (std::size_t i = 0; i < reading.values.size(); ++i) {
      table.classes[i].push_back(reading.values[i]);
    }
  }
  FacePool pool;
  pool.table = &table;
  for (std::int64_t row = 0; row < kPool; ++row) {
    (row < kPool / 2 ? pool.picks : pool.starts).push_back(row);
    pool.codes[row] = std::move(codes[static_cast<std::size_t>(row)]);
  }
  pool.picture = [pictures](std::int64_t row) {
    return (*pictures)[static_cast<std::size_t>(row)];
  };
  return pool;
}

FacePool data_pool(const Dataset& dataset, const AttributeTable& table) {
  FacePool pool;
  pool.table = &table;
  pool.picks.resize(static_cast<std::size_t>(dataset.training_size()));
  std::iota(pool.picks.begin(), pool.picks.end(), 0);
  pool.starts.resize(static_cast<std::size_t>(dataset.held_out()));
  std::iota(pool.starts.begin(), pool.starts.end(), dataset.training_size());
  pool.picture = [&dataset](std::int64_t row) { return dataset.picture(row); };
  return pool;
}

/// Random questions with averages of `picks` faces, chosen by `choose` or at random, whose faces
/// have codes then.
Result<std::vector<ArithmeticCase>> ask(FacePool& pool, FacePainter& painter,
                                        const Dataset& dataset, int picks,
                                        const ArithmeticMeasureOptions& options,
                                        ChoosePicks choose = {}) {
  std::vector<ArithmeticCase> cases =
      random_cases(*pool.table, pool.picks, pool.starts,
                   {options.cases, picks, std::uint64_t{options.seed}, std::move(choose)});
  std::vector<std::int64_t> rows;
  for (const ArithmeticCase& question : cases) {
    rows.insert(rows.end(), question.plus.begin(), question.plus.end());
    rows.insert(rows.end(), question.minus.begin(), question.minus.end());
    rows.insert(rows.end(), {question.start, question.example});
  }
  const Status encoded = encode_rows(painter, dataset, std::move(rows), pool.codes);
  if (!encoded) return encoded.error();
  return cases;
}

Latent average_of(const FacePool& pool, std::span<const std::int64_t> rows) {
  std::vector<Latent> codes;
  for (const std::int64_t row : rows) codes.push_back(pool.codes.at(row));
  return mean_of(codes);
}

Latent difference(const Latent& a, const Latent& b) {
  Latent result(a.size());
  std::transform(a.begin(), a.end(), b.begin(), result.begin(), std::minus<>());
  return result;
}

Latent sum(const Latent& a, const Latent& b) {
  Latent result(a.size());
  std::transform(a.begin(), a.end(), b.begin(), result.begin(), std::plus<>());
  return result;
}

Latent direction_of(const ArithmeticCase& question, const FacePool& pool) {
  return difference(average_of(pool, question.plus), average_of(pool, question.minus));
}

Latent random_vector(std::size_t size, double length, NumpyRandom& random) {
  Latent vector(size);
  for (float& value : vector) value = static_cast<float>(random.standard_normal());
  const double factor = length / std::max(1e-12, static_cast<double>(norm(vector)));
  for (float& value : vector) value = static_cast<float>(value * factor);
  return vector;
}

Latent moved(const Latent& start, const Latent& direction, FacePainter& painter,
             const ArithmeticMeasureOptions& options) {
  const Latent code = sum(start, direction);
  return options.typical_norm ? painter.typical(code) : code;
}

/// The codes of the answers to all questions, in four ways.
struct Answers {
  std::vector<Latent> averages;
  std::vector<Latent> singles;
  std::vector<Latent> random;
  std::vector<Latent> examples;  ///< codes of true faces with what is asked for
  std::vector<Latent> starts;
};

Answers answer(const std::vector<ArithmeticCase>& cases, const FacePool& pool, FacePainter& painter,
               const ArithmeticMeasureOptions& options) {
  NumpyRandom random(options.seed);
  const auto result = [&](const Latent& start, const Latent& direction) {
    return moved(start, direction, painter, options);
  };
  Answers answers;
  for (const ArithmeticCase& question : cases) {
    const Latent& start = pool.codes.at(question.start);
    const Latent direction = direction_of(question, pool);
    const Latent single =
        difference(pool.codes.at(question.plus.front()), pool.codes.at(question.minus.front()));
    answers.averages.push_back(result(start, direction));
    answers.singles.push_back(result(start, single));
    answers.random.push_back(
        result(start, random_vector(start.size(), double{norm(direction)}, random)));
    answers.examples.push_back(pool.codes.at(question.example));
    answers.starts.push_back(start);
  }
  return answers;
}

std::vector<JudgeReading> read_starts(const std::vector<ArithmeticCase>& cases,
                                      const FacePool& pool, const Judge& judge) {
  Pictures starts;
  for (const ArithmeticCase& question : cases) starts.push_back(pool.picture(question.start));
  return judge.read(starts);
}

Result<ArithmeticMeasurement> score(const std::vector<ArithmeticCase>& cases, const FacePool& pool,
                                    const Answers& answers, FacePainter& painter,
                                    const Judge& judge, const ArithmeticMeasureOptions& options) {
  ArithmeticMeasurement measured;
  measured.cases = static_cast<int>(cases.size());
  measured.picks = options.picks;
  const std::vector<JudgeReading> before = read_starts(cases, pool, judge);
  const auto scores = [&](const std::vector<Latent>& codes) -> Result<ArithmeticScores> {
    if (options.progress && !options.progress("judging the arithmetic")) return canceled();
    const Result<Pictures> pictures = decode_pictures(painter, codes);
    if (!pictures) return pictures.error();
    return score_results(cases, before, judge.read(*pictures));
  };
  const Result<ArithmeticScores> averages = scores(answers.averages);
  if (!averages) return averages.error();
  const Result<ArithmeticScores> singles = scores(answers.singles);
  if (!singles) return singles.error();
  const Result<ArithmeticScores> random = scores(answers.random);
  if (!random) return random.error();
  const Result<ArithmeticScores> examples = scores(answers.examples);
  if (!examples) return examples.error();
  const Result<ArithmeticScores> again = scores(answers.starts);
  if (!again) return again.error();
  measured.averages = *averages;
  measured.singles = *singles;
  measured.random = *random;
  measured.ceiling = {examples->target, again->kept, again->identity};
  for (std::size_t i = 0; i < before.size(); ++i) {
    measured.strangers +=
        similarity(before[i], before[(i + 1) % before.size()]) / static_cast<double>(before.size());
  }
  for (std::size_t i = 0; i < judge.accuracy().size(); ++i) {
    measured.judge.push_back({judge.attributes()[i].name, judge.accuracy()[i]});
  }
  return measured;
}

/// Scores of the answers by averages alone.
Result<ArithmeticScores> score_averages(const std::vector<ArithmeticCase>& cases,
                                        const FacePool& pool, FacePainter& painter,
                                        const Judge& judge,
                                        const ArithmeticMeasureOptions& options) {
  std::vector<Latent> averages;
  averages.reserve(cases.size());
  for (const ArithmeticCase& question : cases) {
    averages.push_back(
        moved(pool.codes.at(question.start), direction_of(question, pool), painter, options));
  }
  const Result<Pictures> pictures = decode_pictures(painter, averages);
  if (!pictures) return pictures.error();
  return score_results(cases, read_starts(cases, pool, judge), judge.read(*pictures));
}

/// The same questions with averages of faces that stand best for their kind.
Status score_chosen_picks(FacePool& pool, FacePainter& painter, const Dataset& dataset,
                          const Judge& judge, const ArithmeticMeasureOptions& options,
                          ArithmeticMeasurement& measured) {
  if (options.progress && !options.progress("averages of chosen faces")) return canceled();
  const auto choose = [&](std::span<const std::int64_t> rows, int count) {
    return representatives(rows, count, pool.picture);
  };
  const Result<std::vector<ArithmeticCase>> cases =
      ask(pool, painter, dataset, options.picks, options, choose);
  if (!cases) return cases.error();
  Result<ArithmeticScores> scores = score_averages(*cases, pool, painter, judge, options);
  if (!scores) return scores.error();
  measured.chosen = *scores;
  return {};
}

/// The averages of other questions, with more picks each; none where faces are too few.
Status score_more_picks(FacePool& pool, FacePainter& painter, const Dataset& dataset,
                        const Judge& judge, const ArithmeticMeasureOptions& options,
                        ArithmeticMeasurement& measured) {
  for (const int picks : kMorePicks) {
    if (picks <= options.picks) continue;
    if (options.progress && !options.progress("averages of " + std::to_string(picks))) {
      return canceled();
    }
    const Result<std::vector<ArithmeticCase>> cases = ask(pool, painter, dataset, picks, options);
    if (!cases) return cases.error();
    if (cases->empty()) return {};
    const Result<ArithmeticScores> scores = score_averages(*cases, pool, painter, judge, options);
    if (!scores) return scores.error();
    measured.more_picks.push_back({picks, *scores});
  }
  return {};
}

}  // namespace

Result<ArithmeticMeasurement> measure_arithmetic(FacePainter& painter, const Dataset& dataset,
                                                 const Judge& judge,
                                                 const ArithmeticMeasureOptions& options) {
  FacePool pool = data_pool(dataset, judge.table());
  AttributeTable sampled_table;
  const Result<std::vector<Latent>> tried = painter.encode(Pictures{dataset.picture(0)});
  const bool has_encoder = tried || tried.error().code != ErrorCode::kUnsupported;
  if (!has_encoder) {
    Result<FacePool> sampled = sampled_pool(painter, judge, options.seed, sampled_table);
    if (!sampled) return sampled.error();
    pool = *std::move(sampled);
  }
  const Result<std::vector<ArithmeticCase>> cases =
      ask(pool, painter, dataset, options.picks, options);
  if (!cases) return cases.error();
  if (cases->empty()) {
    return Error{ErrorCode::kBadInput,
                 "there are too few labelled faces to put a question; every label needs a few "
                 "faces of each value, among those held out too",
                 dataset.name()};
  }
  Result<ArithmeticMeasurement> measured =
      score(*cases, pool, answer(*cases, pool, painter, options), painter, judge, options);
  if (!measured) return measured;
  Status scored = score_chosen_picks(pool, painter, dataset, judge, options, *measured);
  if (scored) scored = score_more_picks(pool, painter, dataset, judge, options, *measured);
  if (!scored) return scored.error();
  return measured;
}

Result<TwinMeasurement> measure_twins(FacePainter& painter, const Dataset& twins,
                                      const ArithmeticMeasureOptions& options) {
  const std::vector<TwinCase> cases =
      twin_cases(twins.labels(), find_attributes(twins.labels()), kMostTwinCases, options.seed);
  if (cases.empty()) {
    return Error{ErrorCode::kBadInput,
                 "there are no twins among the labels: rows of one base that differ in one label",
                 twins.name()};
  }
  std::vector<std::int64_t> rows;
  for (const TwinCase& question : cases) {
    rows.insert(rows.end(), {question.plus, question.minus, question.start, question.truth});
  }
  std::map<std::int64_t, Latent> codes;
  if (Status encoded = encode_rows(painter, twins, std::move(rows), codes); !encoded) {
    return encoded.error();
  }
  std::vector<Latent> all;  // start, answer, truth of each question
  for (const TwinCase& question : cases) {
    const Latent& start = codes.at(question.start);
    const Latent direction = difference(codes.at(question.plus), codes.at(question.minus));
    all.push_back(start);
    all.push_back(moved(start, direction, painter, options));
    all.push_back(codes.at(question.truth));
  }
  if (options.progress && !options.progress("comparing with the true pictures")) return canceled();
  const Result<Pictures> drawn = decode_pictures(painter, all);
  if (!drawn) return drawn.error();
  TwinMeasurement measured;
  measured.cases = static_cast<int>(cases.size());
  std::vector<double> scores;
  const auto count = static_cast<double>(cases.size());
  std::vector<double> distances;
  for (std::size_t i = 0; i < cases.size(); ++i) {
    const ImagePtr truth = twins.picture(cases[i].truth);
    for (std::size_t k = 0; k < 3; ++k) {
      distances.push_back(rms_difference(truth->pixels, (*drawn)[3 * i + k]->pixels));
    }
    measured.nothing += distances[3 * i] / count;
    measured.result += distances[3 * i + 1] / count;
    measured.encoded += distances[3 * i + 2] / count;
  }
  // Shares of the mean span, so that a question whose answer hardly differs weighs little.
  const double span = measured.nothing - measured.encoded;
  for (std::size_t i = 0; i < cases.size(); ++i) {
    scores.push_back(span > 0 ? (distances[3 * i] - distances[3 * i + 1]) / span : 0);
  }
  measured.score = bootstrap_mean(scores);
  return measured;
}

}  // namespace facet
