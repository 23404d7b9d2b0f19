#include "core/engine/verify.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>

#include "core/engine/model_painter.h"
#include "core/engine/past_weights.h"
#include "core/engine/picture.h"
#include "core/engine/picture_layout.h"
#include "core/image/codec.h"
#include "core/image/film.h"
#include "core/model/cpu_features.h"

namespace facet {
namespace {

constexpr int kOtherCpuTolerance = 2;

struct Shown {
  std::vector<Image> frames;
  Recipe recipe;
};

Result<Shown> read_shown(const std::string& path) {
  Shown shown;
  std::string text;
  if (path.ends_with(".webp")) {
    Result<Film> film = read_film(path);
    if (!film) return film.error();
    shown.frames = std::move(film->frames);
    text = std::move(film->recipe);
  } else {
    Result<LoadedPicture> picture = read_picture(path);
    if (!picture) return picture.error();
    shown.frames.push_back(std::move(picture->image));
    text = std::move(picture->recipe);
  }
  if (text.empty()) {
    return Error{ErrorCode::kBadInput,
                 "the picture has no recipe inside, so it cannot be redrawn; only pictures that "
                 "Facet has written as PNG or WebP have one",
                 path};
  }
  Result<Recipe> recipe = recipe_from_json(text, path);
  if (!recipe) return recipe.error();
  shown.recipe = std::move(*recipe);
  return shown;
}

std::string known_as(const WeightsId& weights) {
  return "step " + std::to_string(weights.step) + " (" + weights.hash.substr(0, 8) + ")";
}

int largest_difference(const Image& a, const Image& b) {
  int largest = 0;
  for (std::size_t i = 0; i < a.pixels.size(); ++i) {
    largest = std::max(largest, std::abs(int{a.pixels[i]} - int{b.pixels[i]}));
  }
  return largest;
}

std::string sentence(const Verification& found) {
  const std::string difference = std::to_string(found.max_difference) + " of 255";
  if (found.match && found.max_difference == 0) return "The picture is what its recipe draws.";
  if (found.match) {
    return "The picture is what its recipe draws, but for rounding on another kind of CPU or by "
           "another version of Facet (at most " +
           difference + ").";
  }
  return "The picture is not what its recipe draws: pixels differ by up to " + difference + ".";
}

Status check_weights(const WeightsId& held, const WeightsId& drew, const std::string& where) {
  if (held.hash == drew.hash) return {};
  return Error{ErrorCode::kBadInput,
               "the picture was drawn by the weights of " + known_as(drew) +
                   ", but the model now holds those of " + known_as(held) +
                   "; give the checkpoint that drew it with --model",
               where};
}

Verification compare(std::span<const Image> frames, std::span<const Image> redrawn,
                     const Recipe& recipe) {
  Verification found;
  found.same_cpu = recipe.cpu == computer_name();
  bool same_shape = redrawn.size() == frames.size();
  for (std::size_t i = 0; same_shape && i < frames.size(); ++i) {
    same_shape = redrawn[i].width == frames[i].width && redrawn[i].height == frames[i].height &&
                 redrawn[i].channels == frames[i].channels;
    if (same_shape) {
      found.max_difference =
          std::max(found.max_difference, largest_difference(redrawn[i], frames[i]));
    }
  }
  if (!same_shape) {
    found.max_difference = 255;
    found.message = "The picture has another size than its recipe draws.";
    return found;
  }
  found.match = found.max_difference <= (found.same_cpu ? 0 : kOtherCpuTolerance);
  found.message = sentence(found);
  return found;
}

/// "7, 21 and 33", of many the first few.
std::string listed(const std::vector<std::int64_t>& steps) {
  constexpr std::size_t kMost = 8;
  std::string text;
  for (std::size_t i = 0; i < std::min(steps.size(), kMost); ++i) {
    const bool last = i + 1 == steps.size();
    text += (i == 0 ? "" : last ? " and " : ", ") + std::to_string(steps[i]);
  }
  if (steps.size() > kMost) text += " and " + std::to_string(steps.size() - kMost) + " more";
  return text;
}

/// Where the weights of each frame of a film over time are. Errors: some are gone.
Result<std::vector<std::string>> models_of_frames(const Recipe& recipe, const std::string& run,
                                                  const std::string& where) {
  std::vector<std::string> models;
  std::vector<std::int64_t> gone;
  for (const FilmFrame& frame : recipe.over_time) {
    models.push_back(run.empty() ? frame.model : past_step_path(run, frame.weights.step));
    std::error_code error;
    if (!std::filesystem::exists(models.back(), error)) gone.push_back(frame.weights.step);
  }
  if (gone.empty()) return models;
  return Error{ErrorCode::kNotFound,
               "the film cannot be redrawn, because the weights of " +
                   std::string(gone.size() == 1 ? "step " : "steps ") + listed(gone) +
                   " are gone: a run keeps ever fewer of its earlier steps. If the run was moved, "
                   "name its folder with --model",
               where};
}

Result<Verification> verify_over_time(const Shown& shown, const std::string& run,
                                      const std::string& where) {
  const Recipe& recipe = shown.recipe;
  if (recipe.session_error) return *recipe.session_error;
  const Result<std::vector<std::string>> models = models_of_frames(recipe, run, where);
  if (!models) return models.error();
  std::vector<Image> redrawn;
  for (std::size_t i = 0; i < models->size(); ++i) {
    const std::string& model = (*models)[i];
    const WeightsId& drew = recipe.over_time[i].weights;
    const Result<std::unique_ptr<FacePainter>> painter =
        load_painter({model, drew.ema}, DrawMode::kExact);
    if (!painter) return painter.error();
    if (const Status same = check_weights((*painter)->id(), drew, where); !same) {
      return same.error();
    }
    const Result<DrawnPicture> picture =
        draw_picture(recipe.layout.kind, recipe.session, **painter, model);
    if (!picture) return picture.error();
    redrawn.push_back(compose_picture(picture->recipe.layout, picture->faces));
  }
  return compare(shown.frames, redrawn, recipe);
}

}  // namespace

Result<Verification> verify_frames(std::span<const Image> frames, const Recipe& recipe,
                                   FacePainter& painter, const std::string& where) {
  if (const Status same = check_weights(painter.id(), recipe.weights, where); !same) {
    return same.error();
  }
  if (recipe.codes.front().size() != static_cast<std::size_t>(painter.latent())) {
    return Error{ErrorCode::kBadInput, "the recipe's codes have another length than the model's",
                 where};
  }
  const Result<std::vector<Image>> faces = painter.decode(recipe.codes);
  if (!faces) return faces.error();
  std::vector<Image> redrawn;
  if (recipe.layout.film) {
    redrawn = compose_film(recipe.layout, *faces);
  } else {
    redrawn.push_back(compose_picture(recipe.layout, *faces));
  }
  return compare(frames, redrawn, recipe);
}

Result<Verification> verify_picture(const std::string& path, const std::string& model) {
  const Result<Shown> shown = read_shown(path);
  if (!shown) return shown.error();
  if (!shown->recipe.over_time.empty()) return verify_over_time(*shown, model, path);
  ModelRef reference{model.empty() ? shown->recipe.model : model, shown->recipe.weights.ema};
  std::error_code error;
  if (reference.path.empty() || !std::filesystem::exists(reference.path, error)) {
    return Error{ErrorCode::kNotFound,
                 (reference.path.empty() ? "the recipe names no model"
                                         : "the model '" + reference.path + "' is not there") +
                     std::string("; give the checkpoint that drew the picture with --model"),
                 path};
  }
  const Result<std::unique_ptr<FacePainter>> painter = load_painter(reference, DrawMode::kExact);
  if (!painter) return painter.error();
  return verify_frames(shown->frames, shown->recipe, **painter, path);
}

}  // namespace facet
