#include "core/engine/selection_faces.h"

#include "core/data/labels.h"
#include "core/measure/representatives.h"

namespace facet {
namespace {

Result<std::vector<Face>> cell_faces(const CellSelection& selection,
                                     const SelectionContext& context) {
  std::vector<Face> faces;
  for (const int cell : selection.cells) {
    if (cell < 0 || cell >= context.cells) {
      return Error{ErrorCode::kBadInput,
                   "there is no cell " + std::to_string(cell) + "; the grid has cells 0 to " +
                       std::to_string(context.cells - 1),
                   "--group"};
    }
    faces.emplace_back(SeedFace{context.grid_seed, cell, context.sampler, 1});
  }
  return faces;
}

Result<std::vector<Face>> row_faces(const Dataset& dataset, std::span<const std::int64_t> rows) {
  std::vector<Face> faces;
  for (const std::int64_t row : rows) {
    if (row < 0 || row >= dataset.size()) {
      return Error{ErrorCode::kBadInput,
                   "there is no picture " + std::to_string(row) +
                       "; the data set has pictures 0 to " + std::to_string(dataset.size() - 1),
                   dataset.name()};
    }
    faces.emplace_back(picture_face(dataset, row));
  }
  return faces;
}

Result<std::vector<std::int64_t>> matching_rows(const LabelSelection& query,
                                                const Dataset& dataset) {
  const bool best = query.representative && query.limit;
  Result<std::vector<std::int64_t>> rows = find_by_label(
      dataset.labels(), query.conditions, best ? std::nullopt : query.limit, query.data);
  if (!rows || !best) return rows;
  return representatives(*rows, *query.limit, dataset);
}

Result<DatasetPtr> open_data(const std::string& data, const SelectionContext& context) {
  if (!context.open) {
    return Error{ErrorCode::kUsage, "pictures of a data set cannot be chosen here; use cells",
                 data};
  }
  return context.open(data);
}

}  // namespace

Result<std::vector<Face>> resolve_selection(const Selection& selection,
                                            const SelectionContext& context) {
  if (const auto* cells = std::get_if<CellSelection>(&selection)) {
    return cell_faces(*cells, context);
  }
  if (const auto* pictures = std::get_if<PictureSelection>(&selection)) {
    const Result<DatasetPtr> dataset = open_data(pictures->data, context);
    if (!dataset) return dataset.error();
    return row_faces(**dataset, pictures->rows);
  }
  const auto& query = std::get<LabelSelection>(selection);
  const Result<DatasetPtr> dataset = open_data(query.data, context);
  if (!dataset) return dataset.error();
  const Result<std::vector<std::int64_t>> rows = matching_rows(query, **dataset);
  if (!rows) return rows.error();
  return row_faces(**dataset, *rows);
}

PictureFace picture_face(const Dataset& dataset, std::int64_t row) {
  return PictureFace{dataset.picture(row), dataset.name(), row};
}

}  // namespace facet
