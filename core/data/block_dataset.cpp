#include "core/data/block_dataset.h"

#include <cassert>

namespace facet {

BlockDataset::BlockDataset(MappedFile file, std::size_t offset, DatasetFacts facts)
    : storage_(std::move(file)), block_(std::get<MappedFile>(storage_).bytes().subspan(offset)) {
  take(std::move(facts));
}

BlockDataset::BlockDataset(std::vector<std::uint8_t> pictures, DatasetFacts facts)
    : storage_(std::move(pictures)), block_(std::get<std::vector<std::uint8_t>>(storage_)) {
  take(std::move(facts));
}

void BlockDataset::take(DatasetFacts facts) {
  assert(block_.size() % kFaceBytes == 0);
  size_ = static_cast<std::int64_t>(block_.size() / kFaceBytes);
  seal(std::move(facts));
}

void BlockDataset::read(std::int64_t index, std::span<std::uint8_t> rgb) const {
  assert(index >= 0 && index < size_ && rgb.size() == kFaceBytes);
  const auto picture = block_.subspan(static_cast<std::size_t>(index) * kFaceBytes, kFaceBytes);
  std::copy(picture.begin(), picture.end(), rgb.begin());
}

}  // namespace facet
