#pragma once

#include <cstdint>
#include <string>

#include "core/base/result.h"
#include "core/data/dataset.h"
#include "core/data/drawn_dataset.h"

namespace facet {

/// What was written.
struct WrittenDataset {
  std::int64_t pictures = 0;
  std::string pictures_path;
  std::string labels_path;  ///< empty: the data set has no labels
};

/// Writes a data set as `path`, which must end in `.npy`, (N,64,64,3) uint8, and its labels as the
/// `.csv` of the same stem: what `facet data convert FOLDER --out X.npy` does. Each file appears
/// whole or not at all; the labels first. Reports to `progress` on the calling thread. Errors name
/// the file and the reason: disk full, no permission, canceled.
Result<WrittenDataset> write_dataset(const Dataset& dataset, const std::string& path,
                                     const Progress& progress);

/// Draws faces straight into `path` with their labels beside it: what
/// `facet data draw --count N --out X.npy [--twins]` does. As write_dataset otherwise.
Result<WrittenDataset> write_drawn(const DrawnRequest& request, const std::string& path,
                                   const Progress& progress);

}  // namespace facet
