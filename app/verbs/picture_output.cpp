#include "app/verbs/picture_output.h"

#include <algorithm>
#include <iterator>
#include <memory>
#include <string>
#include <vector>

#include "core/data/npy.h"
#include "core/engine/model_painter.h"

namespace facet {

void add_picture_options(CLI::App& verb, PictureOptions& options, const std::string& out_help) {
  verb.add_option("--model", options.model, "checkpoint file or run folder")->required();
  add_sampler_option(verb, options.sampler);
  verb.add_option("--out", options.out, out_help);
  verb.add_option("--npy", options.npy, "write the pictures alone, (N,64,64,3) uint8");
  verb.add_option("--latents-out", options.latents_out, "write their codes, (N,d) float32");
}

void add_sampler_option(CLI::App& verb, std::string& sampler) {
  verb.add_option(
          "--sampler", sampler,
          "how latents become codes: prior, gaussian, mixture or flow, of which only fast VAEs "
          "have one of their own and the others draw from the Gaussian (default: the preset's own)")
      ->check(CLI::IsMember(
          std::vector<std::string>(std::begin(kSamplerNames), std::end(kSamplerNames))));
}

std::optional<Sampler> sampler_of_name(std::string_view name) {
  const auto* const found = std::ranges::find(kSamplerNames, name);
  if (found == std::end(kSamplerNames)) return std::nullopt;
  return static_cast<Sampler>(found - std::begin(kSamplerNames));
}

Status check_outputs(const PictureOptions& options) {
  if (!options.out.empty() || !options.npy.empty() || !options.latents_out.empty()) return {};
  return Error{ErrorCode::kUsage, "nothing would be written; give --out, --npy or --latents-out",
               "--out"};
}

Result<DrawnPicture> draw_with_model(PictureKind kind, const Session& session,
                                     const PictureOptions& options) {
  Result<std::unique_ptr<FacePainter>> painter =
      load_painter({options.model, true}, DrawMode::kExact);
  if (!painter) return painter.error();
  return draw_picture(kind, session, **painter, options.model);
}

Status write_outputs(const DrawnPicture& picture, const PictureOptions& options,
                     nlohmann::json extra, VerbContext& context) {
  if (!options.out.empty()) {
    const auto progress = [&](double share) {
      context.output.progress("writing " + std::to_string(static_cast<int>(share * 100)) + " %");
      return !context.stop.stop_requested();
    };
    if (Status status = write_picture(picture, options.out, progress); !status) return status;
  }
  if (!options.npy.empty()) {
    std::vector<ImagePtr> faces;
    for (const Image& face : picture.own_faces()) {
      faces.push_back(std::make_shared<const Image>(face));
    }
    if (Status status = write_pictures(options.npy, faces); !status) return status;
  }
  if (!options.latents_out.empty()) {
    if (Status status = write_latents(options.latents_out, picture.own_codes()); !status) {
      return status;
    }
  }
  const Recipe& recipe = picture.recipe;
  extra["out"] = options.out;
  extra["faces"] = picture.own_faces().size();
  extra["sampler"] = sampler_name(recipe.sampler);
  extra["preset"] = recipe.weights.preset;
  extra["step"] = recipe.weights.step;
  extra["hash"] = recipe.weights.hash;
  const std::string& first = !options.out.empty()   ? options.out
                             : !options.npy.empty() ? options.npy
                                                    : options.latents_out;
  context.output.result(
      extra, "wrote " + first + ": " + std::to_string(picture.own_faces().size()) + " faces of " +
                 recipe.weights.preset + ", step " + std::to_string(recipe.weights.step));
  return {};
}

void add_seed_option(CLI::App& verb, const char* name, std::uint32_t& seed) {
  verb.add_option(name, seed, "seed of the latents, as in np.random.RandomState")
      ->capture_default_str();
}

}  // namespace facet
