#pragma once

#include <ATen/core/Generator.h>
#include <ATen/core/Tensor.h>

#include <cstdint>
#include <limits>
#include <vector>

#include "core/data/dataset.h"

namespace facet {

/// The number that seeds what is random in `step` of a training with that training seed. Randomness
/// is a function of seed and step alone, so a resumed training needs no generator's state.
std::uint64_t seed_of_step(std::uint64_t training_seed, std::int64_t step);

/// Training pictures in seeded order: each epoch goes once through all training pictures in an
/// order of its own, and leaves out the last ones that do not fill a batch. The order is a function
/// of the training seed and the epoch, so any step can be asked for. One thread at a time.
class BatchSource {
 public:
  /// Of the first `most_pictures` training pictures alone.
  BatchSource(DatasetPtr dataset, std::int64_t batch, std::uint64_t training_seed,
              const at::Device& device,
              std::int64_t most_pictures = std::numeric_limits<std::int64_t>::max());

  /// Training pictures that it draws from.
  std::int64_t size() const { return static_cast<std::int64_t>(order_.size()); }

  /// Batches in an epoch, at least 1: fewer pictures than a batch are repeated to fill it.
  std::int64_t batches_per_epoch() const;

  /// Pictures of step `step` (from 0): [batch,3,64,64] fp32 in [0,1], channels last, on the device.
  at::Tensor batch(std::int64_t step);

  /// At most `count` different training pictures, drawn at random by the training seed, likewise.
  at::Tensor sample(std::int64_t count);

  /// Pictures `first` to `first + count - 1` of the data set, likewise.
  at::Tensor pictures(std::int64_t first, std::int64_t count) const;

 private:
  void shuffle(std::int64_t epoch);
  at::Tensor gather(const std::vector<std::int64_t>& indices) const;
  /// Where pictures lie in a large file, lets the system fetch those from place `first` of the
  /// order on while other work goes on.
  void fetch(std::size_t first, std::size_t count) const;

  DatasetPtr dataset_;
  std::int64_t batch_;
  std::uint64_t training_seed_;
  at::Device device_;
  at::Tensor resident_;  // the whole block as uint8 on a GPU, where there is one
  std::int64_t epoch_ = -1;
  std::vector<std::int64_t> order_;  // of epoch_
};

}  // namespace facet
