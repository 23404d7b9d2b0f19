#pragma once

#include <string>

#include "core/data/dataset.h"
#include "core/data/mapped_file.h"

namespace facet {

/// Opens an `.npy` or IDX file of pictures, as open_dataset says: a block where it holds
/// (N,64,64,3) uint8 in C order. Else the pictures are converted: into a block in
/// options.cache_folder where that takes no more than 2 GB, so that it is done once, or else
/// picture by picture in read().
Result<DatasetPtr> open_array_dataset(MappedFile file, const std::string& path,
                                      const OpenOptions& options);

}  // namespace facet
