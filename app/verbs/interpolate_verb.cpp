#include <memory>

#include "app/verbs/picture_output.h"
#include "app/verbs/verbs.h"

namespace facet {
namespace {

struct InterpolateOptions {
  PictureOptions picture;
  std::uint32_t seed = 4;
  int steps = 10;
  std::string path = "lerp";
};

PathKind path_kind(const std::string& name) {
  for (const PathKind kind : {PathKind::kSlerp, PathKind::kNorm}) {
    if (name == path_kind_name(kind)) return kind;
  }
  return PathKind::kLerp;
}

Result<int> interpolate(const InterpolateOptions& options, VerbContext& context) {
  if (Status status = check_outputs(options.picture); !status) return status.error();
  Session session;
  const std::optional<Sampler> sampler = chosen_sampler(options.picture);
  session.path.a = SeedFace{options.seed, 0, sampler, 1};
  session.path.b = SeedFace{options.seed, 1, sampler, 1};
  session.path.kind = path_kind(options.path);
  session.path.steps = options.steps;
  const Result<DrawnPicture> picture =
      draw_with_model(PictureKind::kPath, session, options.picture);
  if (!picture) return picture.error();
  const nlohmann::json extra = {{"seed", options.seed}, {"path", options.path}};
  if (Status status = write_outputs(*picture, options.picture, extra, context); !status) {
    return status.error();
  }
  return 0;
}

}  // namespace

void add_interpolate_verb(CommandLine& command_line) {
  const auto options = std::make_shared<InterpolateOptions>();
  CLI::App& verb = command_line.add_verb(
      {"interpolate", "Walk between two faces of a seed",
       "facet interpolate --model runs/first --seed 4 --path slerp --out strip.png"},
      [options](VerbContext& context) { return interpolate(*options, context); });
  add_picture_options(verb, options->picture,
                      "a strip as .png, or a film as .webp or .gif, with its recipe");
  add_seed_option(verb, "--seed", options->seed);
  verb.add_option("--steps", options->steps, "pictures on the way, ends included")
      ->check(CLI::Range(2, 10000))
      ->capture_default_str();
  verb.add_option("--path", options->path, "lerp, slerp or norm")
      ->check(CLI::IsMember({"lerp", "slerp", "norm"}))
      ->capture_default_str();
}

}  // namespace facet
