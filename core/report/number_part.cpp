#include "core/report/number_part.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <chrono>
#include <filesystem>

#include "core/base/words.h"
#include "core/engine/drawn_answers.h"
#include "core/model/runtime.h"
#include "core/numbers/encoding.h"

namespace facet {
namespace {

using Clock = std::chrono::steady_clock;
using nlohmann::json;

constexpr double kTellS = 0.5;
constexpr std::int64_t kTested = 2000;
constexpr std::int64_t kTilesTested = 500;
constexpr std::int64_t kShownAnswers = 8;
constexpr int kTileScale = 2;
constexpr int kAnswerScale = 4;  // of `numbers draw`
constexpr std::uint64_t kStyleSeed = 1;

std::string key_of(const NumberPart& part) { return "numbers " + part.name; }
std::string run_of(const NumberPart& part) { return "runs/numbers-" + part.name; }

std::string trimmed(std::string text) {
  text.erase(text.find_last_not_of(' ') + 1);
  return text;
}

json curve_json(const std::vector<NumberPoint>& curve) {
  json points = json::array();
  for (const NumberPoint& point : curve) {
    points.push_back({point.step, point.seconds, point.train.loss, point.train.exact,
                      point.test.loss, point.test.exact});
  }
  return points;
}

std::vector<NumberPoint> curve_of(const json& points) {
  std::vector<NumberPoint> curve;
  for (const json& values : points) {
    if (!values.is_array() || values.size() != 6) continue;
    NumberPoint point;
    point.step = values[0].get<std::int64_t>();
    point.seconds = values[1].get<double>();
    point.train = {values[2].get<double>(), values[3].get<double>()};
    point.test = {values[4].get<double>(), values[5].get<double>()};
    curve.push_back(point);
  }
  return curve;
}

Status train(NumberRun& run, const NumberPart& part, double begin_s, const ReportWork& work) {
  Clock::time_point told = Clock::now();
  while (!run.done()) {
    if (work.stop.stop_requested()) return report_stopped(work.folder.path());
    if (Status status = run.advance(); !status) return status;
    if (std::chrono::duration<double>(Clock::now() - told).count() < kTellS) continue;
    told = Clock::now();
    work.tell("number lab, " + part.name + ", step " + with_thousands(run.trainer().steps_done()),
              begin_s + std::min(run.seconds(), part.plan.seconds));
  }
  return run.finish();
}

/// Unseen equations, evenly spread over the test rows.
std::vector<Equation> shown_queries(const EquationSet& equations) {
  std::vector<Equation> queries;
  const std::int64_t count = std::min(kShownAnswers, equations.test_size());
  for (std::int64_t i = 0; i < count; ++i) {
    queries.push_back(equations[equations.training_size() + i * equations.test_size() / count]);
  }
  return queries;
}

Status draw_tiles(const NumberPart& part, const at::Tensor& tiles, bool of_queries,
                  const std::vector<Equation>& queries, FigureBook& book) {
  for (std::int64_t i = 0; i < tiles.size(0); ++i) {
    Command command;
    const std::string name = tiles_figure(part, static_cast<std::size_t>(i));
    if (!of_queries) {
      command = {"facet",
                 "numbers",
                 "draw",
                 "{report}/" + run_of(part),
                 query_text(queries[static_cast<std::size_t>(i)]),
                 "--out",
                 name + ".png"};
    }
    const Image image = tiles_picture(tiles[i], of_queries ? kTileScale : kAnswerScale);
    if (Status kept = book.keep_image(name, image, command); !kept) return kept;
  }
  return {};
}

/// Lets the model answer some unseen equations and draws its tiles.
Status answer(const NumberRun& run, const NumberPart& part, FigureBook& book, json& kept) {
  const NumberTrainer& trainer = run.trainer();
  const NumberModel model = trainer.snapshot();
  const std::vector<Equation> queries = shown_queries(trainer.equations());
  std::vector<NumberAnswer> answers;
  switch (part.plan.task) {
    case NumberTask::kTextToText:
      answers = model.answer(queries, nullptr, kStyleSeed);
      break;
    case NumberTask::kImageToText: {
      const at::Tensor symbols = encode_equations(queries, part.plan.digits).queries;
      const at::Tensor tiles = trainer.test_glyphs()->draw(symbols, kStyleSeed);
      if (Status s = draw_tiles(part, tiles, true, queries, book); !s) return s;
      answers = model.answer_tiles(tiles);
      break;
    }
    case NumberTask::kTextToImage: {
      answers = model.answer(queries, nullptr, kStyleSeed);
      std::vector<at::Tensor> drawn;
      for (const Equation& query : queries) drawn.push_back(model.draw({&query, 1}, kStyleSeed));
      if (Status s = draw_tiles(part, at::cat(drawn), false, queries, book); !s) return s;
      break;
    }
  }
  json texts = json::array();
  for (std::size_t i = 0; i < queries.size(); ++i) {
    texts.push_back({query_text(queries[i]), trimmed(answers[i].text), true_answer(queries[i])});
  }
  kept["answers"] = std::move(texts);
  return {};
}

Status score_tiles(const NumberRun& run, const NumberPart& part, json& kept) {
  const EquationSet& equations = run.trainer().equations();
  std::vector<Equation> queries;
  for (std::int64_t i = 0; i < std::min(kTilesTested, equations.test_size()); ++i) {
    queries.push_back(equations[equations.training_size() + i]);
  }
  const Result<GlyphSetPtr> test = GlyphSet::open(part.plan.glyphs, GlyphSplit::kTest);
  if (!test) return test.error();
  const Result<DrawnAnswersScore> drawn =
      score_drawn_answers(run.trainer().snapshot(), queries, **test, kStyleSeed);
  if (!drawn) return drawn.error();
  kept["tiles_exact"] = drawn->score.exact.value();
  kept["judge_accuracy"] = drawn->judge_accuracy;
  kept["diversity"] = drawn->diversity;
  kept["diversity_real"] = drawn->diversity_real;
  return {};
}

}  // namespace

std::string tiles_figure(const NumberPart& part, std::size_t index) {
  return "numbers-" + part.name + "-" + std::to_string(index);
}

Status train_numbers_for_report(const NumberPart& part, double begin_s, const ReportWork& work,
                                FigureBook& book) {
  if (finished_numbers(part, work.folder)) return {};
  work.tell("number lab, " + part.name, begin_s);
  const std::string path = work.folder.file(run_of(part));
  std::error_code error;
  std::filesystem::remove_all(path, error);
  const int threads = thread_count();
  const Result<std::unique_ptr<NumberRun>> run = NumberRun::create(part.plan, path);
  if (!run) return run.error();
  if (Status trained = train(**run, part, begin_s, work); !trained) return trained;
  use_threads(threads);
  const bool is_drawing = part.plan.task == NumberTask::kTextToImage;
  const NumberScore score = (*run)->trainer().test(kTested);
  json kept = {{"steps", (*run)->trainer().steps_done()},
               {"seconds", (*run)->seconds()},
               {"seconds_to_99", (*run)->seconds_to_99()},
               {"curve", curve_json((*run)->curve())},
               {"exact", score.exact.value()},
               {"positions", score.positions.value()},
               {"tested", score.exact.count}};
  if (Status answered = answer(**run, part, book, kept); !answered) return answered;
  if (is_drawing && work.plan.score_tiles) {
    if (Status scored = score_tiles(**run, part, kept); !scored) return scored;
  }
  return work.folder.keep(key_of(part), std::move(kept));
}

std::optional<FinishedNumbers> finished_numbers(const NumberPart& part,
                                                const ReportFolder& folder) {
  const json* kept = folder.part(key_of(part));
  if (kept == nullptr) return std::nullopt;
  FinishedNumbers numbers;
  numbers.run = run_of(part);
  numbers.plan = part.plan;
  numbers.steps = kept->value("steps", std::int64_t{0});
  numbers.seconds = kept->value("seconds", 0.0);
  numbers.seconds_to_99 = kept->value("seconds_to_99", -1.0);
  numbers.curve = curve_of(kept->value("curve", json::array()));
  numbers.exact = kept->value("exact", 0.0);
  numbers.positions = kept->value("positions", 0.0);
  numbers.tested = kept->value("tested", std::int64_t{0});
  numbers.tiles_exact = kept->value("tiles_exact", -1.0);
  numbers.judge_accuracy = kept->value("judge_accuracy", -1.0);
  numbers.diversity = kept->value("diversity", 0.0);
  numbers.diversity_real = kept->value("diversity_real", 0.0);
  for (const json& texts : kept->value("answers", json::array())) {
    if (!texts.is_array() || texts.size() != 3) continue;
    numbers.answers.push_back(
        {texts[0].get<std::string>(), texts[1].get<std::string>(), texts[2].get<std::string>()});
  }
  return numbers;
}

}  // namespace facet
