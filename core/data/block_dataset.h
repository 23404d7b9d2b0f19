#pragma once

#include <cstdint>
#include <span>
#include <variant>
#include <vector>

#include "core/data/dataset.h"
#include "core/data/mapped_file.h"

namespace facet {

/// Pictures of 64 x 64 RGB that lie one after another in a mapped file or in memory.
class BlockDataset final : public Dataset {
 public:
  /// Takes the pictures in `file` from byte `offset` to its end, a whole number of them.
  BlockDataset(MappedFile file, std::size_t offset, DatasetFacts facts);
  /// Takes pictures in memory.
  BlockDataset(std::vector<std::uint8_t> pictures, DatasetFacts facts);

  void read(std::int64_t index, std::span<std::uint8_t> rgb) const override;
  std::span<const std::uint8_t> block() const override { return block_; }

 private:
  void take(DatasetFacts facts);

  std::variant<MappedFile, std::vector<std::uint8_t>> storage_;
  std::span<const std::uint8_t> block_;
};

}  // namespace facet
