#pragma once

#include <span>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/engine/face_painter.h"
#include "core/engine/recipe.h"

namespace facet {

/// What came of redrawing a picture from its recipe.
struct Verification {
  bool match = false;
  int max_difference = 0;  ///< of 255, over all pixels and channels
  /// Drawn on this kind of CPU by the same kernels: then only 0 is a match, else up to 2.
  bool same_cpu = true;
  std::string message;  ///< a sentence for people
};

/// Redraws the picture or film file `path` from the recipe inside it and compares pixels. `model`
/// is a checkpoint or run folder, for a film over time the run folder; empty: what the recipe
/// names. Errors: a file without a recipe, a model that is gone (for a film over time, which of its
/// steps are), a model whose weights are not those that drew the picture.
Result<Verification> verify_picture(const std::string& path, const std::string& model = {});

/// Redraws `recipe` with `painter`, which must draw exactly, and compares with `frames`: one
/// picture, or the frames of a film. `where` names the file in errors.
Result<Verification> verify_frames(std::span<const Image> frames, const Recipe& recipe,
                                   FacePainter& painter, const std::string& where);

}  // namespace facet
