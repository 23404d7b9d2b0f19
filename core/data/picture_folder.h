#pragma once

#include <string>
#include <string_view>

#include "core/data/dataset.h"

namespace facet {

/// Opens a folder of pictures, its subfolders included (but not hidden ones nor links to folders),
/// in natural order of their paths. Each picture goes through to_face once; the result is kept in
/// options.cache_folder under a hash of the paths, sizes and times, so it opens at once until a
/// file changes. Files that cannot be decoded are left out and named in warnings(). Labels come
/// from `labels.csv` (parse_file_labels). Errors: no pictures in it, none that decodes, canceled.
Result<DatasetPtr> open_picture_folder(const std::string& folder, const OpenOptions& options);

/// Order of names as people count: "face2" before "face10".
bool natural_less(std::string_view a, std::string_view b);

}  // namespace facet
