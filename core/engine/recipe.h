#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/session.h"
#include "core/base/view.h"
#include "core/engine/picture_layout.h"

namespace facet {

/// The weights that drew a frame of a film over time.
struct FilmFrame {
  WeightsId weights;
  std::string model;  ///< where they were, as in Recipe

  bool operator==(const FilmFrame&) const = default;
};

/// What made a picture, to the bit: the text inside exported files.
struct Recipe {
  Session session;    ///< the part that `layout.kind` shows; the rest stands at its defaults
  WeightsId weights;  ///< which weights drew it
  std::string model;  ///< where they were: a checkpoint or a run folder; a hint, may be gone
  Sampler sampler = Sampler::kPrior;
  std::vector<Latent> codes;  ///< of every face drawn, in the order of compose_picture()
  PictureLayout layout;
  std::string program;  ///< version of Facet
  std::string cpu;      ///< computer_name(): the same redraws the same bytes
  /// A film over time: the weights of its frames in their order. Each frame is the session's part
  /// drawn by them; weights, codes and layout are those of the last. Empty: it is no such film.
  std::vector<FilmFrame> over_time{};
  /// Why the window cannot restore `session`, for example a grid larger than it shows; the picture
  /// can be redrawn all the same.
  std::optional<Error> session_error{};
};

/// JSON text of a recipe.
std::string recipe_to_json(const Recipe& recipe);

/// Reads a recipe from a file of anybody. Errors name the key: another format or version, codes of
/// different lengths or not finite, a layout that does not fit the codes.
Result<Recipe> recipe_from_json(std::string_view text, const std::string& where);

/// The part of `session` that a picture of `kind` shows; the rest stands at its defaults.
Session session_part(const Session& session, PictureKind kind);

}  // namespace facet
