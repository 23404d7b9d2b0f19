#pragma once

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "app/command_line.h"
#include "core/engine/picture.h"

namespace facet {

/// The options that `sample`, `interpolate` and `arithmetic` share.
struct PictureOptions {
  std::string model;
  std::string sampler;      ///< one of kSamplerNames, or empty: the model's default
  std::string out;          ///< PNG with its recipe
  std::string npy;          ///< the pictures alone, (N,64,64,3) uint8
  std::string latents_out;  ///< their codes, (N,d) float32
};

/// Adds --model, --sampler, --out, --npy and --latents-out.
void add_picture_options(CLI::App& verb, PictureOptions& options, const std::string& out_help);

void add_sampler_option(CLI::App& verb, std::string& sampler);
/// The sampler of that name; nothing for an empty one, the model's own.
std::optional<Sampler> sampler_of_name(std::string_view name);

/// Refuses a verb that would write nothing.
Status check_outputs(const PictureOptions& options);

/// Draws the part of `session` with the model of `options`, exactly.
Result<DrawnPicture> draw_with_model(PictureKind kind, const Session& session,
                                     const PictureOptions& options);

/// Writes --out (as PNG, or a path as a film where its name ends so), --npy and --latents-out; then
/// prints the result, with `extra` keys added. Ctrl+C ends a film.
Status write_outputs(const DrawnPicture& picture, const PictureOptions& options,
                     nlohmann::json extra, VerbContext& context);

/// The option for a seed of NumPy's generator.
void add_seed_option(CLI::App& verb, const char* name, std::uint32_t& seed);

}  // namespace facet
