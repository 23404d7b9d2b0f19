#include "core/engine/picked_faces.h"

#include <algorithm>
#include <numeric>

#include "core/engine/faces.h"
#include "core/engine/quality_meter.h"
#include "core/engine/selection_faces.h"
#include "core/measure/representatives.h"

namespace facet {
namespace {

constexpr int kOwnFaces = 500;  // that a model draws to be searched
// The judge is sure of a face: it shows the label clearly. Others are taken where these are too
// few.
constexpr float kSure = 0.9F;

Opened list_of(const PickFaces& wanted, std::vector<Face> faces, std::size_t among) {
  Opened opened;
  opened.kind = Opened::Kind::kList;
  opened.list = {wanted.name, std::move(faces)};
  opened.among = static_cast<std::int64_t>(among);
  return opened;
}

/// A condition as the judge knows it.
struct WantedValue {
  std::size_t attribute = 0;
  int value = 0;
  std::size_t probability = 0;  ///< its place in JudgeReading::probabilities
};

Result<std::vector<WantedValue>> wanted_values(std::span<const LabelCondition> conditions,
                                               std::span<const Attribute> attributes) {
  std::vector<WantedValue> wanted;
  for (const LabelCondition& condition : conditions) {
    std::size_t begin = 0;
    for (std::size_t i = 0; i < attributes.size(); ++i) {
      const std::vector<std::string>& values = attributes[i].values;
      const auto place =
          static_cast<std::size_t>(std::ranges::find(values, condition.value) - values.begin());
      if (attributes[i].name == condition.column && place < values.size()) {
        wanted.push_back({i, static_cast<int>(place), begin + place});
      }
      begin += values.size();
    }
  }
  if (wanted.size() == conditions.size()) return wanted;
  return Error{ErrorCode::kBadInput,
               "one of these labels is too rare, or has too many values, for a judge to learn it; "
               "pick those faces by hand",
               "Lists by label"};
}

std::vector<Face> own_faces(const GridState& grid) {
  std::vector<Face> faces;
  faces.reserve(kOwnFaces);
  for (int cell = 0; cell < kOwnFaces; ++cell) {
    faces.emplace_back(
        SeedFace{grid.seed, cell, grid.sampler, grid.temperature, grid.rows * grid.columns});
  }
  return faces;
}

/// The rows whose readings show all that is wanted, each with a probability of at least `least`.
std::vector<std::int64_t> rows_that_show(std::span<const WantedValue> wanted,
                                         std::span<const JudgeReading> readings, float least) {
  std::vector<std::int64_t> rows;
  for (std::size_t row = 0; row < readings.size(); ++row) {
    const JudgeReading& reading = readings[row];
    if (std::ranges::all_of(wanted, [&](const WantedValue& one) {
          return reading.values[one.attribute] == one.value &&
                 reading.probabilities[one.probability] >= least;
        })) {
      rows.push_back(static_cast<std::int64_t>(row));
    }
  }
  return rows;
}

}  // namespace

Result<Opened> pick_pictures(const PickFaces& wanted, const Dataset& dataset) {
  const LabelSelection& query = wanted.selection;
  const Result<std::vector<std::int64_t>> rows =
      find_by_label(dataset.labels(), query.conditions, std::nullopt, dataset.name());
  if (!rows) return rows.error();
  std::vector<Face> faces;
  for (const std::int64_t row :
       representatives(*rows, query.limit.value_or(dataset.size()), dataset)) {
    faces.emplace_back(picture_face(dataset, row));
  }
  return list_of(wanted, std::move(faces), rows->size());
}

Result<Opened> pick_own_faces(const PickFaces& wanted, FacePainter& painter, const Judge& judge,
                              const GridState& grid) {
  const Result<std::vector<WantedValue>> values =
      wanted_values(wanted.selection.conditions, judge.attributes());
  if (!values) return values.error();
  const std::vector<Face> faces = own_faces(grid);
  const Result<std::vector<Latent>> codes = codes_of(faces, painter);
  if (!codes) return codes.error();
  const Result<std::vector<ImagePtr>> pictures = decode_pictures(painter, *codes);
  if (!pictures) return pictures.error();
  const std::vector<JudgeReading> readings = judge.read(*pictures);
  const std::int64_t count = wanted.selection.limit.value_or(kOwnFaces);
  std::vector<std::int64_t> rows = rows_that_show(*values, readings, kSure);
  if (static_cast<std::int64_t>(rows.size()) < count) rows = rows_that_show(*values, readings, 0);
  if (rows.empty()) {
    return Error{ErrorCode::kNotFound,
                 "none of " + std::to_string(kOwnFaces) +
                     " faces of this model shows all these labels; train it further, or drop one",
                 wanted.name};
  }
  std::vector<Face> chosen;
  for (const std::int64_t row : representatives(rows, count, [&](std::int64_t face) {
         return (*pictures)[static_cast<std::size_t>(face)];
       })) {
    chosen.push_back(faces[static_cast<std::size_t>(row)]);
  }
  return list_of(wanted, std::move(chosen), rows.size());
}

}  // namespace facet
