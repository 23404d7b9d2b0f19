#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "core/data/dataset.h"

namespace facet {

/// How many faces of which seed.
struct DrawnRequest {
  std::int64_t count = 20000;
  std::uint64_t seed = 1;
  bool twins = false;  ///< each face in the 8 variants of twins_of; count is that of the faces
};

/// Reads `drawn`, `drawn:COUNT` or `drawn:COUNT:SEED`; COUNT is 1 to 1,000,000.
Result<DrawnRequest> parse_drawn(std::string_view data);

/// The labels of the faces, in their order; with twins a first column `base` that counts the faces.
Labels drawn_labels(const DrawnRequest& request);

/// Draws the faces in order on all cores and hands them over in pieces of whole pictures. Reports
/// to `progress` on the calling thread.
Status draw_faces(const DrawnRequest& request, const Progress& progress,
                  const std::function<Status(std::span<const std::uint8_t>)>& take);

/// Opens the faces that the program draws itself, kept as a block in options.cache_folder. A block
/// that an older version of the program drew differently is drawn again.
Result<DatasetPtr> open_drawn_dataset(std::string_view data, const OpenOptions& options);

}  // namespace facet
