#include <charconv>
#include <memory>
#include <string>
#include <vector>

#include "app/verbs/open_data.h"
#include "app/verbs/picture_output.h"
#include "app/verbs/verbs.h"
#include "core/base/selection.h"
#include "core/engine/selection_faces.h"

namespace facet {
namespace {

struct InterpolateOptions {
  PictureOptions picture;
  std::uint32_t seed = 4;
  int steps = 10;
  std::string path = "lerp";
  std::vector<std::string> via;
  bool loop = false;
};

constexpr int kMostRows = 100000;

PathKind path_kind(const std::string& name) {
  for (const PathKind kind : {PathKind::kSlerp, PathKind::kNorm}) {
    if (name == path_kind_name(kind)) return kind;
  }
  return PathKind::kLerp;
}

/// SEED:ROWS, or what `--group` takes of a data set: the faces in that order.
Result<std::vector<Face>> via_faces(const std::string& text, SelectionContext context) {
  const bool of_data = text.find_first_of("#?") != std::string::npos;
  const std::size_t colon = text.find(':');
  std::string cells = text;
  if (!of_data && colon != std::string::npos) {
    const char* const end = text.data() + colon;
    const auto read = std::from_chars(text.data(), end, context.grid_seed);
    if (read.ec == std::errc{} && read.ptr == end) cells = text.substr(colon + 1);
  }
  const Result<Selection> selection = parse_selection(cells);
  const bool usable = selection && (of_data || cells.size() < text.size());
  if (!usable) {
    return Error{ErrorCode::kUsage,
                 "'" + text +
                     "' names no face; give SEED:ROW as in 334:17, or pictures of a data "
                     "set as in faces.npy#12,40",
                 "--via"};
  }
  context.cells = kMostRows;
  Result<std::vector<Face>> faces = resolve_selection(*selection, context);
  if (faces || of_data) return faces;
  Error error = faces.error();
  error.where = "--via";
  return error;
}

Status add_via(const InterpolateOptions& options, PathState& path) {
  SelectionContext context;
  context.sampler = sampler_of_name(options.picture.sampler);
  context.open = keeping_opener();
  for (const std::string& text : options.via) {
    const Result<std::vector<Face>> faces = via_faces(text, context);
    if (!faces) return faces.error();
    path.via.insert(path.via.end(), faces->begin(), faces->end());
  }
  if (path.via.size() <= kMostVia) return {};
  return Error{ErrorCode::kUsage,
               "a walk passes at most " + std::to_string(kMostVia) +
                   " faces between its ends, not " + std::to_string(path.via.size()),
               "--via"};
}

Result<int> interpolate(const InterpolateOptions& options, VerbContext& context) {
  if (Status status = check_outputs(options.picture); !status) return status.error();
  Session session;
  const std::optional<Sampler> sampler = sampler_of_name(options.picture.sampler);
  session.path.a = SeedFace{options.seed, 0, sampler, 1, 2};
  session.path.b = SeedFace{options.seed, 1, sampler, 1, 2};
  session.path.kind = path_kind(options.path);
  session.path.steps = options.steps;
  session.path.loop = options.loop;
  if (const Status added = add_via(options, session.path); !added) return added.error();
  const Result<DrawnPicture> picture =
      draw_with_model(PictureKind::kPath, session, options.picture);
  if (!picture) return picture.error();
  const nlohmann::json extra = {{"seed", options.seed},
                                {"path", options.path},
                                {"keyframes", session.path.via.size() + 2},
                                {"loop", options.loop}};
  if (Status status = write_outputs(*picture, options.picture, extra, context); !status) {
    return status.error();
  }
  return 0;
}

}  // namespace

void add_interpolate_verb(CommandLine& command_line) {
  const auto options = std::make_shared<InterpolateOptions>();
  CLI::App& verb = command_line.add_verb(
      {"interpolate", "Walk between two faces of a seed, or through more of them",
       "facet interpolate --model runs/first --seed 4 --path slerp --out strip.png\n"
       "  facet interpolate --model runs/first --seed 4 --via 334:17 --via faces.npy#12 --loop \\\n"
       "    --steps 61 --out walk.webp"},
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
  verb.add_option(
          "--via", options->via,
          "a keyframe between the two: SEED:ROW, or pictures DATA#12,40 or DATA?hair=red:3; "
          "again for more, in their order; each leg is equally long")
      ->allow_extra_args(false);
  verb.add_flag("--loop", options->loop,
                "walk back to the first face; a film leaves its second showing out");
}

}  // namespace facet
