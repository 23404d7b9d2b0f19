#include "core/train/batch_source.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>

#include <algorithm>
#include <array>
#include <numeric>

#include "core/data/mapped_file.h"
#include "core/model/pictures.h"

namespace facet {
namespace {

// The finaliser of SplitMix64 (Steele, Lea & Flood 2014): neighbouring inputs give unrelated seeds.
std::uint64_t mix(std::uint64_t value) {
  value += 0x9E3779B97F4A7C15U;
  value = (value ^ (value >> 30U)) * 0xBF58476D1CE4E5B9U;
  value = (value ^ (value >> 27U)) * 0x94D049BB133111EBU;
  return value ^ (value >> 31U);
}

constexpr std::int64_t kSampleEpoch = -2;  ///< no training reaches it: an order of its own
constexpr std::int64_t kLargestResidentBytes = std::int64_t{8} << 30;
/// A smaller file is soon in memory whole.
constexpr std::size_t kFetchedFromBytes = std::size_t{256} << 20U;

}  // namespace

std::uint64_t seed_of_step(std::uint64_t training_seed, std::int64_t step) {
  return mix(mix(training_seed) ^ static_cast<std::uint64_t>(step));
}

BatchSource::BatchSource(DatasetPtr dataset, std::int64_t batch, std::uint64_t training_seed,
                         const at::Device& device, std::int64_t most_pictures)
    : dataset_(std::move(dataset)),
      batch_(batch),
      training_seed_(training_seed),
      device_(device),
      order_(static_cast<std::size_t>(std::min(dataset_->training_size(), most_pictures))) {
  const auto bytes = static_cast<std::int64_t>(dataset_->block().size());
  if (!device_.is_cpu() && bytes > 0 && bytes <= kLargestResidentBytes) {
    resident_ = at::from_blob(const_cast<std::uint8_t*>(dataset_->block().data()),
                              {dataset_->size(), kFaceSide, kFaceSide, 3}, at::kByte)
                    .to(device_);
  }
}

std::int64_t BatchSource::batches_per_epoch() const {
  return std::max<std::int64_t>(1, static_cast<std::int64_t>(order_.size()) / batch_);
}

// Fisher-Yates with a counter-based generator: the same order with every library.
void BatchSource::shuffle(std::int64_t epoch) {
  std::iota(order_.begin(), order_.end(), 0);
  std::uint64_t state = mix(~seed_of_step(training_seed_, epoch));
  for (std::size_t left = order_.size(); left > 1; --left) {
    state = mix(state);
    std::swap(order_[left - 1], order_[state % left]);
  }
  epoch_ = epoch;
}

at::Tensor BatchSource::batch(std::int64_t step) {
  const std::int64_t epoch = step / batches_per_epoch();
  if (epoch != epoch_) shuffle(epoch);
  const auto first = static_cast<std::size_t>(step % batches_per_epoch() * batch_);
  std::vector<std::int64_t> indices(static_cast<std::size_t>(batch_));
  for (std::size_t i = 0; i < indices.size(); ++i) {
    indices[i] = order_[(first + i) % order_.size()];
  }
  at::Tensor pictures = gather(indices);
  fetch(first + indices.size(), indices.size());
  return pictures;
}

at::Tensor BatchSource::sample(std::int64_t count) {
  shuffle(kSampleEpoch);
  const auto end = order_.begin() + std::min(count, static_cast<std::int64_t>(order_.size()));
  fetch(0, static_cast<std::size_t>(end - order_.begin()));
  return gather({order_.begin(), end});
}

void BatchSource::fetch(std::size_t first, std::size_t count) const {
  const std::span<const std::uint8_t> block = dataset_->block();
  if (resident_.defined() || block.size() < kFetchedFromBytes) return;
  const std::size_t end = std::min(first + count, order_.size());
  for (std::size_t place = first; place < end; ++place) {
    const auto index = static_cast<std::size_t>(order_[place]);
    fetch_soon(block.subspan(index * kFaceBytes, kFaceBytes));
  }
}

at::Tensor BatchSource::pictures(std::int64_t first, std::int64_t count) const {
  std::vector<std::int64_t> indices(static_cast<std::size_t>(count));
  std::iota(indices.begin(), indices.end(), first);
  return gather(indices);
}

at::Tensor BatchSource::gather(const std::vector<std::int64_t>& indices) const {
  const auto count = static_cast<std::int64_t>(indices.size());
  if (resident_.defined()) {
    const at::Tensor rows =
        at::from_blob(const_cast<std::int64_t*>(indices.data()), {count}, at::kLong).to(device_);
    return resident_.index_select(0, rows).permute({0, 3, 1, 2}).to(at::kFloat).div_(255);
  }
  at::Tensor pictures = empty_pictures(count);
  const std::span<const std::uint8_t> block = dataset_->block();
  at::parallel_for(0, count, 1, [&](std::int64_t begin, std::int64_t end) {
    std::array<std::uint8_t, kFaceBytes> copy;
    for (std::int64_t i = begin; i < end; ++i) {
      const std::int64_t index = indices[static_cast<std::size_t>(i)];
      if (block.empty()) {
        dataset_->read(index, copy);
        set_picture(pictures, i, copy);
      } else {
        set_picture(pictures, i,
                    block.subspan(static_cast<std::size_t>(index) * kFaceBytes, kFaceBytes));
      }
    }
  });
  return pictures.to(device_);
}

}  // namespace facet
