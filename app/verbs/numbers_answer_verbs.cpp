#include <ATen/ATen.h>

#include <algorithm>
#include <cstring>
#include <memory>
#include <thread>

#include "app/verbs/number_words.h"
#include "core/base/files.h"
#include "core/base/words.h"
#include "core/data/mapped_file.h"
#include "core/data/npy.h"
#include "core/data/npy_header.h"
#include "core/engine/drawn_answers.h"
#include "core/image/codec.h"
#include "core/model/runtime.h"
#include "core/numbers/digit_judge.h"

namespace facet {
namespace {

constexpr std::size_t kMostQueries = 1'000'000;
constexpr int kPictureScale = 4;
constexpr std::uint64_t kTestSeed = 0x7465737473656564U;

struct AnswerOptions {
  std::string run;
  std::string query;
  std::string queries;
  std::string out;
  std::string npy;
  std::string glyphs;
  std::int64_t count = 20000;
  std::uint64_t seed = 1;
};

std::string trimmed(std::string text) {
  text.erase(text.find_last_not_of(' ') + 1);
  return text;
}

Error wrong_task(const NumberModel& model, const std::string& run, const std::string& cannot) {
  return {
      ErrorCode::kBadInput,
      std::string("this run learnt ") + number_task_name(model.plan().task) + ", so it " + cannot,
      run};
}

/// The lines of a file of queries, one a line; errors name the line.
Result<std::vector<Equation>> read_queries(const std::string& path, int digits) {
  const Result<std::string> text = read_file(path);
  if (!text) return text.error();
  std::vector<Equation> queries;
  std::size_t begin = 0;
  while (begin < text->size()) {
    const std::size_t end = std::min(text->find('\n', begin), text->size());
    std::string line = text->substr(begin, end - begin);
    begin = end + 1;
    if (!line.empty() && line.back() == '\r') line.pop_back();
    const Result<Equation> query = parse_query(line, digits);
    if (!query) {
      return Error{
          query.error().code, query.error().message,
          path + ", line " + std::to_string(queries.size() + 1) + ", " + query.error().where};
    }
    queries.push_back(*query);
    if (queries.size() > kMostQueries) {
      return Error{ErrorCode::kBadInput, "the file holds over 1,000,000 queries; split it", path};
    }
  }
  if (queries.empty()) {
    return Error{ErrorCode::kBadInput, "the file holds no query; write one a line, as 12+34", path};
  }
  return queries;
}

/// Queries as tiles, a .npy of (N, L, 28, 28) uint8.
Result<at::Tensor> read_query_tiles(const std::string& path, int digits) {
  const Result<MappedFile> file = MappedFile::open(path);
  if (!file) return file.error();
  const Result<ArrayLayout> layout = parse_npy_header(file->bytes(), path);
  if (!layout) return layout.error();
  const std::vector<std::int64_t> row = {query_length(digits), kTileSide, kTileSide};
  const bool fits = layout->shape.size() == 4 && layout->shape[0] > 0 &&
                    std::equal(row.begin(), row.end(), layout->shape.begin() + 1);
  if (!fits || layout->type != ElementType::kUint8 || layout->fortran) {
    return Error{ErrorCode::kBadInput,
                 "tiles of queries must be uint8 of shape (N, " + std::to_string(row[0]) +
                     ", 28, 28) in C order, but this file holds " +
                     std::string(element_name(layout->type)) + " of shape " +
                     format_shape(layout->shape),
                 path};
  }
  at::Tensor tiles = at::empty(layout->shape, at::kByte);
  std::memcpy(tiles.mutable_data_ptr(), file->bytes().data() + layout->offset, tiles.nbytes());
  return tiles;
}

Result<GlyphSetPtr> glyphs_for(const NumberModel& model, const AnswerOptions& options) {
  if (model.plan().task == NumberTask::kTextToText) return GlyphSetPtr();
  return GlyphSet::open(options.glyphs.empty() ? model.plan().glyphs : options.glyphs,
                        GlyphSplit::kTest);
}

/// All cores for a verb that only computes.
void use_all_cores() {
  use_threads(std::max(1, static_cast<int>(std::thread::hardware_concurrency())));
}

/// What text2image draws, read by a judge that was trained apart.
Result<NumberScore> score_drawn(const NumberModel& model, std::span<const Equation> queries,
                                const GlyphSet& test_glyphs, nlohmann::json& json,
                                VerbContext& context) {
  context.output.note("training the judge on " + model.plan().glyphs + " digits");
  Result<DrawnAnswersScore> drawn = score_drawn_answers(model, queries, test_glyphs, kTestSeed);
  if (!drawn) return drawn.error();
  json["judge_accuracy"] = drawn->judge_accuracy;
  json["diversity"] = drawn->diversity;
  json["diversity_real"] = drawn->diversity_real;
  return std::move(drawn->score);
}

Result<int> test(const AnswerOptions& options, VerbContext& context) {
  const Result<NumberModel> model = open_number_model(options.run, context);
  if (!model) return model.error();
  use_all_cores();
  const NumberPlan& plan = model->plan();
  const Result<EquationSet> set =
      EquationSet::create(plan.digits, plan.train_share, plan.training_seed);
  if (!set) return set.error();
  const Result<GlyphSetPtr> glyphs = glyphs_for(*model, options);
  if (!glyphs) return glyphs.error();
  std::vector<Equation> queries;
  const std::int64_t count = std::min(options.count, set->test_size());
  for (std::int64_t i = 0; i < count; ++i) queries.push_back((*set)[set->training_size() + i]);
  std::vector<std::string> texts;
  for (const NumberAnswer& answer : model->answer(queries, glyphs->get(), kTestSeed)) {
    texts.push_back(answer.text);
  }
  NumberScore score = score_answers(queries, texts, plan.digits);
  nlohmann::json extra;
  if (plan.task == NumberTask::kTextToImage) {
    extra["symbols_exact_match"] = score.exact.value();
    Result<NumberScore> drawn = score_drawn(*model, queries, **glyphs, extra, context);
    if (!drawn) return drawn.error();
    score = *std::move(drawn);
  } else if (plan.task == NumberTask::kImageToText) {
    Result<GlyphSetPtr> train = GlyphSet::open(plan.glyphs, GlyphSplit::kTrain);
    if (!train) return train.error();
    context.output.note("training the judge on " + plan.glyphs + " digits");
    extra["judge_accuracy"] = DigitJudge(**train).accuracy(**glyphs);
  }
  nlohmann::json json = score_json(score);
  json["task"] = number_task_name(plan.task);
  json["preset"] = plan.preset;
  json.update(extra.is_null() ? nlohmann::json::object() : extra);
  std::string text = fixed(100 * score.exact.value(), 2) + " % of " + with_thousands(count) +
                     " unseen equations answered exactly; " +
                     fixed(100 * score.positions.value(), 2) + " % of characters";
  for (const auto& [key, value] : extra.items()) text += "\n" + key + ": " + value.dump();
  for (const auto& [carry, share] : score.by_carries) {
    text += "\n" + carry + " carries: " + fixed(100 * share.value(), 2) + " % of " +
            with_thousands(share.count);
  }
  context.output.result(json, text);
  return 0;
}

Result<int> solve_one(const NumberModel& model, const GlyphSet* glyphs,
                      const AnswerOptions& options, VerbContext& context) {
  const Result<Equation> query = parse_query(options.query, model.plan().digits);
  if (!query) return query.error();
  const std::vector<NumberAnswer> answers = model.answer({&*query, 1}, glyphs, options.seed);
  const std::string text = trimmed(answers.front().text);
  context.output.result(
      {{"query", query_text(*query)}, {"answer", text}, {"confidence", answers.front().confidence}},
      text);
  return 0;
}

Result<int> solve(const AnswerOptions& options, VerbContext& context) {
  if (options.query.empty() == options.queries.empty()) {
    return Error{ErrorCode::kUsage, "give one query, or a file of them with --queries", "solve"};
  }
  if (!options.queries.empty() && options.out.empty()) {
    return Error{ErrorCode::kUsage, "say with --out where the answers of --queries go", "solve"};
  }
  const Result<NumberModel> model = open_number_model(options.run, context);
  if (!model) return model.error();
  const bool as_tiles = options.queries.ends_with(".npy");
  Result<GlyphSetPtr> glyphs = GlyphSetPtr();
  if (model->plan().task == NumberTask::kImageToText && !as_tiles) {
    glyphs = glyphs_for(*model, options);
    if (!glyphs) return glyphs.error();
  }
  if (!options.query.empty()) return solve_one(*model, glyphs->get(), options, context);
  use_all_cores();
  std::vector<NumberAnswer> answers;
  if (as_tiles) {
    if (!model->reads_tiles()) {
      return wrong_task(*model, options.run, "reads no tiles; give its queries as text");
    }
    const Result<at::Tensor> tiles = read_query_tiles(options.queries, model->plan().digits);
    if (!tiles) return tiles.error();
    answers = model->answer_tiles(*tiles);
  } else {
    const Result<std::vector<Equation>> queries =
        read_queries(options.queries, model->plan().digits);
    if (!queries) return queries.error();
    answers = model->answer(*queries, glyphs->get(), options.seed);
  }
  std::string text;
  for (const NumberAnswer& answer : answers) text += trimmed(answer.text) + "\n";
  if (Status written = write_file_atomically(options.out, text); !written) return written.error();
  context.output.result({{"out", options.out}, {"count", answers.size()}},
                        "wrote " + with_thousands(static_cast<std::int64_t>(answers.size())) +
                            " answers to " + options.out);
  return 0;
}

Status write_tiles(const std::string& path, const at::Tensor& tiles) {
  Result<NpyWriter> writer =
      NpyWriter::create_uint8(path, {tiles.size(1), tiles.size(2), tiles.size(3)});
  if (!writer) return writer.error();
  const std::span<const std::uint8_t> bytes(tiles.const_data_ptr<std::uint8_t>(), tiles.nbytes());
  if (Status status = writer->append(bytes); !status) return status;
  return writer->finish();
}

/// The answers' tiles: to one query, to a file of them, or to queries in tiles.
Result<at::Tensor> draw_queries(const NumberModel& model, const AnswerOptions& options) {
  if (!options.query.empty()) {
    const Result<Equation> query = parse_query(options.query, model.plan().digits);
    if (!query) return query.error();
    return model.draw({&*query, 1}, options.seed);
  }
  if (options.queries.ends_with(".npy")) {
    const Result<at::Tensor> tiles = read_query_tiles(options.queries, model.plan().digits);
    if (!tiles) return tiles.error();
    return model.draw_for_tiles(*tiles, options.seed);
  }
  const Result<std::vector<Equation>> queries = read_queries(options.queries, model.plan().digits);
  if (!queries) return queries.error();
  return model.draw(*queries, options.seed);
}

Result<int> draw(const AnswerOptions& options, VerbContext& context) {
  if (options.query.empty() == options.queries.empty()) {
    return Error{ErrorCode::kUsage, "give one query, or a file of them with --queries", "draw"};
  }
  if (options.out.empty() && options.npy.empty()) {
    return Error{ErrorCode::kUsage, "say with --out or --npy where the tiles go", "draw"};
  }
  if (!options.queries.empty() && !options.out.empty()) {
    return Error{ErrorCode::kUsage, "--out draws one query; give --npy for those of a file",
                 "draw"};
  }
  const Result<NumberModel> model = open_number_model(options.run, context);
  if (!model) return model.error();
  if (model->plan().task != NumberTask::kTextToImage) {
    return wrong_task(*model, options.run, "draws no tiles; train one with --task text2image");
  }
  use_all_cores();
  const Result<at::Tensor> drawn = draw_queries(*model, options);
  if (!drawn) return drawn.error();
  const at::Tensor& tiles = *drawn;
  if (!options.npy.empty()) {
    if (Status status = write_tiles(options.npy, tiles); !status) return status.error();
  }
  if (!options.out.empty()) {
    if (Status status = write_png(options.out, tiles_picture(tiles[0], kPictureScale)); !status) {
      return status.error();
    }
  }
  nlohmann::json json = {{"count", tiles.size(0)}};
  if (!options.out.empty()) json["out"] = options.out;
  if (!options.npy.empty()) json["npy"] = options.npy;
  context.output.result(json, "drew " + with_thousands(tiles.size(0)) + " answers");
  return 0;
}

void add_query_options(CLI::App& verb, AnswerOptions& options, const char* query_help) {
  verb.add_option("RUN", options.run, "a run of facet numbers train, or its checkpoint")
      ->required();
  verb.add_option("QUERY", options.query, query_help);
  verb.add_option(
      "--queries", options.queries,
      "a file with one query a line, or a .npy of tiles (N, 5, 28, 28) for a model that "
      "reads them");
  verb.add_option("--seed", options.seed, "chooses the tiles, or their styles")
      ->capture_default_str();
}

}  // namespace

Result<NumberModel> open_number_model(const std::string& path, VerbContext& context) {
  std::vector<std::string> warnings;
  Result<NumberModel> model = load_number_model(path, warnings);
  for (const std::string& warning : warnings) context.output.note(warning);
  return model;
}

nlohmann::json score_json(const NumberScore& score) {
  const auto shares = [](const std::map<std::string, Share>& table) {
    nlohmann::json json = nlohmann::json::object();
    for (const auto& [key, share] : table) json[key] = share.value();
    return json;
  };
  return {
      {"exact_match", score.exact.value()},       {"position_accuracy", score.positions.value()},
      {"by_operator", shares(score.by_operator)}, {"by_carries", shares(score.by_carries)},
      {"by_digits", shares(score.by_digits)},     {"count", score.exact.count}};
}

void add_numbers_answer_verbs(CommandLine& command_line, CLI::App& group) {
  const auto tested = std::make_shared<AnswerOptions>();
  CLI::App& test_verb = command_line.add_verb(
      {"test", "Score a model on the equations that it was not trained on",
       "facet numbers test runs/sums --json"},
      [tested](VerbContext& context) { return test(*tested, context); }, &group);
  test_verb.add_option("RUN", tested->run, "a run of facet numbers train, or its checkpoint")
      ->required();
  test_verb.add_option("--glyphs", tested->glyphs,
                       "test digits of another source: drawn, or a folder with t10k IDX files");
  test_verb.add_option("--count", tested->count, "at most so many equations")
      ->check(CLI::Range(std::int64_t{1}, std::int64_t{10'000'000}))
      ->capture_default_str();

  const auto solved = std::make_shared<AnswerOptions>();
  CLI::App& solve_verb = command_line.add_verb(
      {"solve", "Answer queries as text", "facet numbers solve runs/sums \"12+34\""},
      [solved](VerbContext& context) { return solve(*solved, context); }, &group);
  add_query_options(solve_verb, *solved, "such as 12+34");
  solve_verb.add_option("--glyphs", solved->glyphs,
                        "for a model that reads tiles: which digits it is shown");
  solve_verb.add_option("--out", solved->out, "the file of answers, one a line");

  const auto drawn = std::make_shared<AnswerOptions>();
  CLI::App& draw_verb = command_line.add_verb(
      {"draw", "Answer queries as tiles",
       "facet numbers draw runs/writer \"12+34\" --out answer.png"},
      [drawn](VerbContext& context) { return draw(*drawn, context); }, &group);
  add_query_options(draw_verb, *drawn, "such as 12+34");
  draw_verb.add_option("--out", drawn->out, "a PNG of one answer");
  draw_verb.add_option("--npy", drawn->npy, "the tiles, (N, 3, 28, 28) uint8");
}

}  // namespace facet
