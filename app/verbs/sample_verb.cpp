#include <charconv>
#include <memory>

#include "app/verbs/picture_output.h"
#include "app/verbs/verbs.h"

namespace facet {
namespace {

struct SampleOptions {
  PictureOptions picture;
  std::uint32_t seed = 334;
  std::string grid = "10x10";
};

/// Reads "ROWSxCOLUMNS" into `state`.
Status parse_grid(const std::string& text, GridState& state) {
  const char* end = text.data() + text.size();
  const auto rows = std::from_chars(text.data(), end, state.rows);
  if (rows.ec == std::errc{} && rows.ptr != end && *rows.ptr == 'x') {
    const auto columns = std::from_chars(rows.ptr + 1, end, state.columns);
    if (columns.ec == std::errc{} && columns.ptr == end && state.rows > 0 && state.columns > 0) {
      return {};
    }
  }
  return Error{ErrorCode::kUsage, "'" + text + "' is not a grid; write rows and columns as 10x10",
               "--grid"};
}

Result<int> sample(const SampleOptions& options, VerbContext& context) {
  if (Status status = check_outputs(options.picture); !status) return status.error();
  Session session;
  session.grid.seed = options.seed;
  session.grid.sampler = sampler_of_name(options.picture.sampler);
  if (Status status = parse_grid(options.grid, session.grid); !status) return status.error();
  const Result<DrawnPicture> picture =
      draw_with_model(PictureKind::kGrid, session, options.picture);
  if (!picture) return picture.error();
  const nlohmann::json extra = {{"seed", options.seed}};
  if (Status status = write_outputs(*picture, options.picture, extra, context); !status) {
    return status.error();
  }
  return 0;
}

}  // namespace

void add_sample_verb(CommandLine& command_line) {
  const auto options = std::make_shared<SampleOptions>();
  CLI::App& verb =
      command_line.add_verb({"sample", "Draw a grid of faces from a seed",
                             "facet sample --model runs/first --seed 334 --out grid.png"},
                            [options](VerbContext& context) { return sample(*options, context); });
  add_picture_options(verb, options->picture, "the grid as PNG, with its recipe");
  add_seed_option(verb, "--seed", options->seed);
  verb.add_option("--grid", options->grid, "rows x columns")->capture_default_str();
}

}  // namespace facet
