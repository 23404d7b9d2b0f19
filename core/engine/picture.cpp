#include "core/engine/picture.h"

#include <filesystem>

#include "core/engine/faces.h"
#include "core/image/codec.h"
#include "core/image/film.h"
#include "core/model/cpu_features.h"

namespace facet {
namespace {

constexpr int kFaceGap = 4;

/// The codes of the faces and how they are laid out.
Status plan_picture(const Session& session, FacePainter& painter, DrawnPicture& picture) {
  Recipe& recipe = picture.recipe;
  switch (recipe.layout.kind) {
    case PictureKind::kGrid: {
      recipe.layout.columns = session.grid.columns;
      const std::int64_t cells = std::int64_t{session.grid.rows} * session.grid.columns;
      if (const Status fits = check_layout(recipe.layout, cells); !fits) return fits;
      recipe.sampler = sampler_of(session.grid, painter);
      recipe.codes = grid_codes(session.grid, painter);
      return {};
    }
    case PictureKind::kPath: {
      Result<PathCodes> path = path_codes_of(session.path, painter);
      if (!path) return path.error();
      recipe.layout.gap = kFaceGap;
      recipe.layout.keys = static_cast<int>(path->keys.size());
      recipe.layout.closed = session.path.loop;
      recipe.codes = std::move(path->keys);
      picture.first_own = recipe.codes.size();
      for (Latent& step : path->steps) recipe.codes.push_back(std::move(step));
      return {};
    }
    case PictureKind::kArithmetic: {
      Result<ArithmeticCodes> answer =
          evaluate_expression(session.arithmetic.expression, session.lists, painter);
      if (!answer) return answer.error();
      for (const ExpressionTerm& term : answer->terms) {
        recipe.layout.weights.push_back(term.weight);
      }
      if (session.arithmetic.typical_norm) answer->result = painter.typical(answer->result);
      recipe.codes = {std::move(answer->result)};
      for (Latent& average : answer->averages) recipe.codes.push_back(std::move(average));
      return {};
    }
  }
  return {};
}

/// The sampler of a seed face among the keyframes of a path, else the model's default.
Sampler path_sampler(const PathState& path, const FacePainter& painter) {
  for (const Face& key : path_keys(path)) {
    const auto* seed = std::get_if<SeedFace>(&key);
    if (seed != nullptr && seed->sampler) return *seed->sampler;
  }
  return painter.default_sampler();
}

}  // namespace

Result<DrawnPicture> draw_picture(PictureKind kind, const Session& session, FacePainter& painter,
                                  const std::string& model) {
  DrawnPicture picture;
  Recipe& recipe = picture.recipe;
  recipe.session = session_part(session, kind);
  recipe.weights = painter.id();
  recipe.model = model;
  if (std::error_code error; !model.empty()) {
    recipe.model = std::filesystem::absolute(model, error).lexically_normal().string();
  }
  recipe.sampler =
      kind == PictureKind::kPath ? path_sampler(session.path, painter) : painter.default_sampler();
  recipe.layout.kind = kind;
  recipe.program = FACET_VERSION;
  recipe.cpu = computer_name();
  if (const Status planned = plan_picture(session, painter, picture); !planned) {
    return planned.error();
  }
  // A walk too long for a strip can still be a film, so writing decides about its size.
  PictureLayout drawn_as = recipe.layout;
  drawn_as.film = kind == PictureKind::kPath;
  const auto count = static_cast<std::int64_t>(recipe.codes.size());
  if (const Status fits = check_layout(drawn_as, count); !fits) return fits.error();
  Result<std::vector<Image>> faces = painter.decode(recipe.codes);
  if (!faces) return faces.error();
  picture.faces = std::move(*faces);
  return picture;
}

Status write_picture(const DrawnPicture& picture, const std::string& path,
                     const std::function<bool(double)>& progress) {
  if (!has_film_extension(path)) {
    const PictureLayout& layout = picture.recipe.layout;
    const auto count = static_cast<std::int64_t>(picture.faces.size());
    if (const Status fits = check_layout(layout, count); !fits) return fits;
    return write_png(path, compose_picture(layout, picture.faces), recipe_to_json(picture.recipe));
  }
  if (picture.recipe.layout.kind != PictureKind::kPath) {
    return Error{ErrorCode::kUsage, "only a path can be a film; choose a name that ends in .png",
                 path};
  }
  Recipe recipe = picture.recipe;
  recipe.layout.film = true;
  FilmOptions options;
  options.recipe = recipe_to_json(recipe);
  options.progress = progress;
  return write_film(path, compose_film(recipe.layout, picture.faces), options);
}

}  // namespace facet
