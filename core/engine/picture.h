#pragma once

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "core/base/commands.h"
#include "core/base/session.h"
#include "core/engine/face_painter.h"
#include "core/engine/recipe.h"

namespace facet {

/// A part of a session drawn for export.
struct DrawnPicture {
  std::vector<Image> faces;   ///< every face drawn, in the order of Recipe::codes
  std::size_t first_own = 0;  ///< faces from here on are what `--npy` and `--latents-out` hold
  Recipe recipe;

  /// The pictures alone: cells; or result and term averages; or the steps of a path.
  std::span<const Image> own_faces() const { return std::span(faces).subspan(first_own); }
  /// Their codes, so that `facet decode` redraws them.
  std::span<const Latent> own_codes() const { return std::span(recipe.codes).subspan(first_own); }
};

/// Draws the part of `session` that `kind` names. `painter` must draw exactly (DrawMode::kExact),
/// or what comes out cannot be verified. `model` is where the weights are, for the recipe. Errors:
/// those of faces.h and check_layout().
Result<DrawnPicture> draw_picture(PictureKind kind, const Session& session, FacePainter& painter,
                                  const std::string& model);

/// Writes the picture with its recipe inside: a PNG, or for a path and a name that ends in .webp or
/// .gif a film (a GIF has no place for a recipe). `progress` may be empty; returning false cancels.
Status write_picture(const DrawnPicture& picture, const std::string& path,
                     const std::function<bool(double)>& progress = {});

}  // namespace facet
