#include <map>
#include <memory>
#include <sstream>

#include "app/verbs/picture_output.h"
#include "app/verbs/verbs.h"
#include "core/base/files.h"
#include "core/base/json_reader.h"
#include "core/data/npy.h"
#include "core/engine/faces.h"
#include "core/engine/model_painter.h"
#include "core/engine/selection_faces.h"

namespace facet {
namespace {

struct ArithmeticOptions {
  PictureOptions picture;
  std::uint32_t grid_seed = 334;
  std::vector<std::string> groups;
  std::string expression;
  std::string batch;
  std::string norm = "free";
};

/// Opens each data set once, however many groups name it.
SelectionContext selection_context(const ArithmeticOptions& options) {
  const auto opened = std::make_shared<std::map<std::string, DatasetPtr>>();
  SelectionContext context;
  context.grid_seed = options.grid_seed;
  context.sampler = chosen_sampler(options.picture);
  context.open = [opened](const std::string& name) -> Result<DatasetPtr> {
    if (const auto found = opened->find(name); found != opened->end()) return found->second;
    Result<DatasetPtr> dataset = open_dataset(name, {user_cache_folder(), {}});
    if (dataset) opened->emplace(name, *dataset);
    return dataset;
  };
  return context;
}

Status add_group(const std::string& name, const Selection& selection,
                 const SelectionContext& context, std::vector<FaceList>& lists) {
  for (const FaceList& list : lists) {
    if (list.name == name) {
      return Error{ErrorCode::kUsage, "two groups have this name; rename one", name};
    }
  }
  Result<std::vector<Face>> faces = resolve_selection(selection, context);
  if (!faces) return faces.error();
  lists.push_back({name, std::move(*faces)});
  return {};
}

Result<int> draw_one(const ArithmeticOptions& options, VerbContext& context) {
  if (Status status = check_outputs(options.picture); !status) return status.error();
  Session session;
  session.arithmetic.expression = options.expression;
  session.arithmetic.typical_norm = options.norm == "typical";
  const SelectionContext selections = selection_context(options);
  for (const std::string& text : options.groups) {
    const Result<Group> group = parse_group(text);
    if (!group) return group.error();
    const Status status = add_group(group->name, group->selection, selections, session.lists);
    if (!status) return status.error();
  }
  const Result<DrawnPicture> picture =
      draw_with_model(PictureKind::kArithmetic, session, options.picture);
  if (!picture) return picture.error();
  const nlohmann::json extra = {{"expression", options.expression}};
  if (Status status = write_outputs(*picture, options.picture, extra, context); !status) {
    return status.error();
  }
  return 0;
}

/// Reads one line of a batch file: {"groups": {"a": "SEL", ...}, "expr": "..."}.
Result<ArithmeticJob> parse_job(const std::string& line, const std::string& where,
                                const SelectionContext& selections) {
  const Result<nlohmann::json> json = parse_json(line, where);
  if (!json) return json.error();
  ArithmeticJob job;
  job.where = where;
  JsonReader reader(*json, where);
  reader.read("expr", job.expression);
  const nlohmann::json* groups = reader.find("groups");
  if (groups == nullptr || !groups->is_object()) reader.fail("groups", "is not an object");
  if (const Status status = reader.status(); !status) return status.error();
  for (const auto& [name, selection_text] : groups->items()) {
    if (!selection_text.is_string()) {
      return Error{ErrorCode::kBadInput, "the group '" + name + "' is not a text", where};
    }
    const Result<Group> group = parse_group(name + "=" + selection_text.get<std::string>());
    const Status status = group ? add_group(group->name, group->selection, selections, job.lists)
                                : Status(group.error());
    if (!status) {
      return Error{ErrorCode::kBadInput, to_string(status.error()), where};
    }
  }
  return job;
}

Result<std::vector<ArithmeticJob>> read_jobs(const ArithmeticOptions& options) {
  const Result<std::string> text = read_file(options.batch);
  if (!text) return text.error();
  const SelectionContext selections = selection_context(options);
  std::vector<ArithmeticJob> jobs;
  std::istringstream lines(*text);
  std::string line;
  for (int number = 1; std::getline(lines, line); ++number) {
    if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
    Result<ArithmeticJob> job =
        parse_job(line, options.batch + ", line " + std::to_string(number), selections);
    if (!job) return job.error();
    jobs.push_back(std::move(*job));
  }
  if (jobs.empty()) {
    return Error{ErrorCode::kBadInput,
                 "the file holds no job; write one {\"groups\": {\"a\": \"1,2\"}, \"expr\": \"a\"} "
                 "a line",
                 options.batch};
  }
  return jobs;
}

Result<int> draw_batch(const ArithmeticOptions& options, VerbContext& context) {
  if (options.picture.npy.empty()) {
    return Error{ErrorCode::kUsage, "--batch writes its results to --npy; give a file", "--npy"};
  }
  const Result<std::vector<ArithmeticJob>> jobs = read_jobs(options);
  if (!jobs) return jobs.error();
  Result<std::unique_ptr<FacePainter>> painter =
      load_painter({options.picture.model, true}, DrawMode::kExact);
  if (!painter) return painter.error();
  Result<std::vector<Latent>> codes = evaluate_jobs(*jobs, **painter);
  if (!codes) return codes.error();
  if (options.norm == "typical") {
    for (Latent& code : *codes) code = (*painter)->typical(code);
  }
  Result<std::vector<Image>> faces = (*painter)->decode(*codes);
  if (!faces) return faces.error();
  std::vector<ImagePtr> pictures;
  for (Image& face : *faces) pictures.push_back(std::make_shared<const Image>(std::move(face)));
  if (Status status = write_pictures(options.picture.npy, pictures); !status) {
    return status.error();
  }
  if (!options.picture.latents_out.empty()) {
    if (Status status = write_latents(options.picture.latents_out, *codes); !status) {
      return status.error();
    }
  }
  context.output.result(
      {{"npy", options.picture.npy}, {"results", pictures.size()}},
      "wrote " + options.picture.npy + ": " + std::to_string(pictures.size()) + " results");
  return 0;
}

Result<int> arithmetic(const ArithmeticOptions& options, VerbContext& context) {
  if (!options.batch.empty()) return draw_batch(options, context);
  if (options.expression.empty()) {
    return Error{ErrorCode::kUsage, "give an expression with --expr, or a file with --batch",
                 "--expr"};
  }
  return draw_one(options, context);
}

}  // namespace

void add_arithmetic_verb(CommandLine& command_line) {
  const auto options = std::make_shared<ArithmeticOptions>();
  CLI::App& verb = command_line.add_verb(
      {"arithmetic", "Add and subtract groups of faces",
       "facet arithmetic --model runs/first --group 'red=faces.npy?hair=red&long=0:3' \\\n"
       "    --group blue=17,3,40 --group long=5,6,7 --expr 'red - blue + long' --out out.png"},
      [options](VerbContext& context) { return arithmetic(*options, context); });
  add_picture_options(verb, options->picture, "the figure as PNG, with its recipe");
  add_seed_option(verb, "--grid-seed", options->grid_seed);
  verb.add_option("--group", options->groups,
                  "NAME=SELECTION: cells 17,3,40, pictures DATA#12,40 or labels DATA?hair=red:3")
      ->allow_extra_args(false);
  verb.add_option("--expr", options->expression, "the expression over the groups");
  verb.add_option("--norm", options->norm, "of the result: free, or typical of this model's codes")
      ->check(CLI::IsMember({"free", "typical"}));
  verb.add_option("--batch", options->batch, "a file with one job in JSON a line, for --npy");
}

}  // namespace facet
