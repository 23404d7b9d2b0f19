#include "core/engine/time_film.h"

#include <memory>
#include <utility>
#include <vector>

#include "core/engine/model_painter.h"
#include "core/engine/picture.h"
#include "core/engine/picture_layout.h"
#include "core/image/film.h"

namespace facet {
namespace {

constexpr int kFrameMs = 200;
// Drawing is most of the work, compressing the rest.
constexpr double kDrawingShare = 0.7;

/// Draws the frame of `model`, and makes `recipe` that of the film so far.
Result<Image> draw_frame(const ExportPicture& wanted, const std::string& model, Recipe& recipe) {
  const Result<std::unique_ptr<FacePainter>> painter =
      load_painter({model, wanted.session.model.ema}, DrawMode::kExact);
  if (!painter) return painter.error();
  Result<DrawnPicture> picture = draw_picture(wanted.kind, wanted.session, **painter, model);
  if (!picture) return picture.error();
  std::vector<FilmFrame> frames = std::move(recipe.over_time);
  recipe = std::move(picture->recipe);
  frames.push_back({recipe.weights, recipe.model});
  recipe.over_time = std::move(frames);
  return compose_picture(recipe.layout, picture->faces);
}

}  // namespace

Status write_time_film(const ExportTimeFilm& command, const std::function<bool(double)>& progress) {
  const std::string& path = command.picture.path;
  if (!has_film_extension(path)) {
    return Error{ErrorCode::kUsage, "a film's name must end in .webp or .gif", path};
  }
  std::vector<Image> frames;
  Recipe recipe;
  for (const std::string& model : command.models) {
    const double done =
        static_cast<double>(frames.size()) / static_cast<double>(command.models.size());
    if (!progress(done * kDrawingShare)) return Error{ErrorCode::kCanceled, "canceled", path};
    Result<Image> frame = draw_frame(command.picture, model, recipe);
    if (!frame) return frame.error();
    frames.push_back(*std::move(frame));
  }
  FilmOptions options;
  options.frame_ms = kFrameMs;
  if (!recipe.over_time.empty()) options.recipe = recipe_to_json(recipe);
  options.progress = [&](double share) {
    return progress(kDrawingShare + share * (1 - kDrawingShare));
  };
  return write_film(path, frames, options);
}

}  // namespace facet
