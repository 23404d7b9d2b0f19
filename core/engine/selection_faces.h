#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/base/face.h"
#include "core/base/selection.h"
#include "core/data/dataset.h"

namespace facet {

/// What the cells and data sets of a `--group NAME=SEL` refer to.
struct SelectionContext {
  std::uint32_t grid_seed = 334;
  int cells = 100;  ///< the grid has cells 0 to cells-1
  std::optional<Sampler> sampler{};
  /// Opens a data set by name; called once for each selection of pictures or labels, so it should
  /// keep what it opened. May be empty: then such selections are an Error.
  std::function<Result<DatasetPtr>(const std::string&)> open;
};

/// The faces that a selection names. Errors: a cell or row out of range (the range is named), no
/// labels, nothing that matches.
Result<std::vector<Face>> resolve_selection(const Selection& selection,
                                            const SelectionContext& context);

/// A face of a data set as the sessions hold it. `row` must exist.
PictureFace picture_face(const Dataset& dataset, std::int64_t row);

}  // namespace facet
