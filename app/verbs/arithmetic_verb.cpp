#include <memory>

#include "app/verbs/open_data.h"
#include "app/verbs/picture_output.h"
#include "app/verbs/verbs.h"
#include "core/data/npy.h"
#include "core/engine/arithmetic_jobs.h"
#include "core/engine/model_painter.h"

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

SelectionContext selection_context(const ArithmeticOptions& options) {
  SelectionContext context;
  context.grid_seed = options.grid_seed;
  context.sampler = sampler_of_name(options.picture.sampler);
  context.open = keeping_opener();
  return context;
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

Result<std::vector<ArithmeticJob>> read_jobs(const ArithmeticOptions& options) {
  const Result<std::vector<ArithmeticRequest>> requests = read_arithmetic_requests(options.batch);
  if (!requests) return requests.error();
  return resolve_requests(*requests, selection_context(options));
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
       "facet arithmetic --model runs/first --group 'red=faces.npy?hair=red&long=0~3' \\\n"
       "    --group blue=17,3,40 --group long=5,6,7 --expr 'red - blue + long' --out out.png"},
      [options](VerbContext& context) { return arithmetic(*options, context); });
  add_picture_options(verb, options->picture, "the figure as PNG, with its recipe");
  add_seed_option(verb, "--grid-seed", options->grid_seed);
  verb.add_option(
          "--group", options->groups,
          "NAME=SELECTION: cells 17,3,40, pictures DATA#12,40 or labels DATA?hair=red:3 (the "
          "first three), DATA?hair=red~3 (the three that stand best for all)")
      ->allow_extra_args(false);
  verb.add_option("--expr", options->expression, "the expression over the groups");
  verb.add_option("--norm", options->norm, "of the result: free, or typical of this model's codes")
      ->check(CLI::IsMember({"free", "typical"}));
  verb.add_option("--batch", options->batch, "a file with one job in JSON a line, for --npy");
}

}  // namespace facet
