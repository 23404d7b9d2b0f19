#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/data/block_dataset.h"
#include "core/data/npy.h"

namespace facet {

// Pictures that were decoded or drawn once are kept as (N,64,64,3) uint8 .npy files in the cache
// folder, so that they open at once the next time.

/// The file of a key, `FOLDER/blocks/KEY.npy`.
std::string block_path(const std::string& cache_folder, const std::string& key);

/// Opens a block file as a data set; an Error where it is absent or not sound. Marks it as used.
Result<DatasetPtr> open_block(const std::string& path, DatasetFacts facts);

/// Gathers pictures of 64 x 64 RGB into a block file, or into memory where there is no cache folder
/// or it cannot be written. One thread at a time.
class BlockBuilder {
 public:
  /// `path` comes from block_path; empty: memory.
  explicit BlockBuilder(const std::string& path);

  /// Whether the pictures go to a file.
  bool has_file() const { return writer_.has_value(); }
  /// Adds whole pictures.
  Status append(std::span<const std::uint8_t> pictures);
  /// Puts the block file in its place, takes the longest unused ones away where the cache has grown
  /// over 8 GB, and opens the data set.
  Result<DatasetPtr> finish(DatasetFacts facts);

 private:
  std::string path_;
  std::optional<NpyWriter> writer_;
  std::vector<std::uint8_t> memory_;
};

}  // namespace facet
