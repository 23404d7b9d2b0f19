#include "core/engine/opening.h"

#include <algorithm>
#include <filesystem>

#include "core/base/files.h"
#include "core/data/dataset.h"
#include "core/engine/number_record.h"
#include "core/engine/recipe.h"
#include "core/engine/run_folder.h"
#include "core/image/codec.h"
#include "core/model/weights.h"

namespace facet {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMaxSessionBytes = std::size_t{1} << 28U;

std::string lower_extension(const std::string& path) {
  std::string extension = fs::path(path).extension().string();
  std::transform(extension.begin(), extension.end(), extension.begin(), [](unsigned char letter) {
    return static_cast<char>(letter >= 'A' && letter <= 'Z' ? letter - 'A' + 'a' : letter);
  });
  return extension;
}

Opened opened_as(Opened::Kind kind, const std::string& path) {
  Opened opened;
  opened.kind = kind;
  opened.path = path;
  return opened;
}

Result<Opened> open_folder(const std::string& path) {
  if (is_number_run(path)) return opened_as(Opened::Kind::kNumberRun, path);
  if (is_run_folder(path)) {
    if (const Result<RunRecord> record = read_run_record(path); !record) return record.error();
    return opened_as(Opened::Kind::kRun, path);
  }
  std::error_code error;
  for (fs::recursive_directory_iterator
           entry(path, fs::directory_options::skip_permission_denied, error),
       end;
       !error && entry != end; entry.increment(error)) {
    if (has_picture_extension(entry->path().filename().string())) {
      return opened_as(Opened::Kind::kData, path);
    }
  }
  return Error{ErrorCode::kBadInput,
               "the folder holds neither a run nor pictures; choose a run folder, or one with PNG, "
               "JPEG, BMP or GIF files",
               path};
}

Result<Opened> open_picture(const std::string& path) {
  Result<LoadedPicture> picture = read_picture(path);
  if (!picture) return picture.error();
  if (picture->recipe.empty()) {
    Opened opened = opened_as(Opened::Kind::kFace, path);
    opened.face = PictureFace{std::make_shared<const Image>(to_face(picture->image)), path, -1};
    return opened;
  }
  Result<Recipe> recipe = recipe_from_json(picture->recipe, path);
  if (!recipe) return recipe.error();
  if (recipe->session_error) return *recipe->session_error;
  Opened opened = opened_as(Opened::Kind::kRecipe, path);
  opened.session = std::move(recipe->session);
  opened.session.model = {recipe->model, recipe->weights.ema};
  opened.part = recipe->layout.kind;
  return opened;
}

Result<Opened> open_session(const std::string& path) {
  const Result<std::string> text = read_file(path, kMaxSessionBytes);
  if (!text) return text.error();
  Result<Session> session = session_from_json(*text, path);
  if (!session) return session.error();
  Opened opened = opened_as(Opened::Kind::kSession, path);
  opened.session = std::move(*session);
  return opened;
}

Result<Opened> open_model(const std::string& path) {
  if (const Result<WeightsPtr> weights = load_weights(path); !weights) return weights.error();
  return opened_as(Opened::Kind::kModel, path);
}

Result<Opened> open_data(const std::string& path) {
  const Result<DatasetPtr> dataset = open_dataset(path);
  if (!dataset) return dataset.error();
  return opened_as(Opened::Kind::kData, path);
}

}  // namespace

Result<Opened> open_path(const std::string& path) {
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (!fs::exists(status)) {
    if (path == "drawn" || path.starts_with("drawn:")) return open_data(path);
    return Error{ErrorCode::kNotFound, "there is no such file or folder; check the path", path};
  }
  if (fs::is_directory(status)) return open_folder(path);
  const std::string extension = lower_extension(path);
  if (extension == ".safetensors") return open_model(path);
  if (extension == ".json") return open_session(path);
  if (has_picture_extension(path) || extension == ".webp") return open_picture(path);
  if (extension == ".npy") return open_data(path);
  // IDX files have names of all kinds, and any file may have lost its ending.
  if (Result<Opened> data = open_data(path); data) return data;
  if (Result<Opened> picture = open_picture(path); picture) return picture;
  return Error{ErrorCode::kBadInput,
               "Facet cannot open this file; it opens data sets (.npy, IDX), pictures (PNG, JPEG, "
               "BMP, GIF, WebP), checkpoints (.safetensors), sessions (.json), run folders and "
               "folders of pictures",
               path};
}

}  // namespace facet
