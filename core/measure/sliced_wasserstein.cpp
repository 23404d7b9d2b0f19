#include "core/measure/sliced_wasserstein.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <ATen/core/grad_mode.h>

#include <cassert>
#include <cmath>

#include "core/base/numpy_random.h"
#include "core/data/drawing/counter_random.h"
#include "core/measure/sort_floats.h"

namespace facet {
namespace {

constexpr int kSide = 7;
constexpr int kNumbers = 3 * kSide * kSide;  // of a patch, channel by channel

void copy_patch(const Planes& planes, int left, int top, float* to) {
  for (int channel = 0; channel < 3; ++channel) {
    for (int y = 0; y < kSide; ++y) {
      const float* row = planes.channel(channel) + (top + y) * planes.side + left;
      to = std::copy_n(row, kSide, to);
    }
  }
}

/// Random patches of all faces, by level: [faces * patches, 147] each.
std::array<at::Tensor, kPyramidLevels> random_patches(std::span<const ImagePtr> faces, int patches,
                                                      std::uint64_t seed) {
  const auto count = static_cast<std::int64_t>(faces.size());
  std::array<at::Tensor, kPyramidLevels> levels;
  for (at::Tensor& level : levels) level = at::empty({count * patches, kNumbers}, at::kFloat);
  at::parallel_for(0, count, 8, [&](std::int64_t begin, std::int64_t end) {
    for (std::int64_t i = begin; i < end; ++i) {
      drawing::CounterRandom random(seed, static_cast<std::uint64_t>(i));
      const auto pyramid = laplacian_pyramid(*faces[static_cast<std::size_t>(i)]);
      for (std::size_t level = 0; level < kPyramidLevels; ++level) {
        float* to = levels[level].mutable_data_ptr<float>() + i * patches * kNumbers;
        const int places = pyramid[level].side - kSide + 1;
        for (int patch = 0; patch < patches; ++patch, to += kNumbers) {
          const int left = random.integer(places);
          copy_patch(pyramid[level], left, random.integer(places), to);
        }
      }
    }
  });
  return levels;
}

/// Brings each channel of all patches to mean 0 and deviation 1.
void normalize(at::Tensor& patches) {
  const at::Tensor channels = patches.view({patches.size(0), 3, kSide * kSide});
  const at::Tensor mean = channels.mean({0, 2}, /*keepdim=*/true);
  channels.sub_(mean);
  const at::Tensor deviation = channels.square().mean({0, 2}, /*keepdim=*/true).sqrt_();
  channels.div_(deviation.clamp_min_(1e-6));
}

/// [directions, patches], each row in ascending order.
at::Tensor sorted_projections(at::Tensor patches, const at::Tensor& directions) {
  normalize(patches);
  at::Tensor projected = at::mm(directions, patches.t());
  const std::int64_t width = projected.size(1);
  float* rows = projected.mutable_data_ptr<float>();
  at::parallel_for(0, projected.size(0), 1, [&](std::int64_t begin, std::int64_t end) {
    FloatSorter sorter;
    for (std::int64_t row = begin; row < end; ++row) {
      sorter.sort({rows + row * width, static_cast<std::size_t>(width)});
    }
  });
  return projected;
}

at::Tensor random_directions(int count, std::uint32_t seed) {
  NumpyRandom random(seed);
  at::Tensor directions = at::empty({count, kNumbers}, at::kFloat);
  float* to = directions.mutable_data_ptr<float>();
  for (std::int64_t i = 0; i < directions.numel(); ++i) {
    to[i] = static_cast<float>(random.standard_normal());
  }
  return directions.div_(directions.square().sum(1, /*keepdim=*/true).sqrt_());
}

}  // namespace

SlicedWasserstein::SlicedWasserstein(std::span<const ImagePtr> reference,
                                     const SlicedWassersteinOptions& options)
    : options_(options), pictures_(reference.size()) {
  const at::NoGradGuard no_grad;
  auto patches = random_patches(reference, options.patches, options.seed);
  for (std::size_t level = 0; level < kPyramidLevels; ++level) {
    directions_[level] = random_directions(
        options.directions, static_cast<std::uint32_t>(options.seed * kPyramidLevels + level));
    reference_[level] = sorted_projections(std::move(patches[level]), directions_[level]);
  }
}

double SlicedWasserstein::distance(std::span<const ImagePtr> faces,
                                   std::uint64_t patch_seed) const {
  assert(faces.size() == pictures_);
  const at::NoGradGuard no_grad;
  // Patches of the reference are drawn by options_.seed: the two must not fall on the same places.
  auto patches = random_patches(faces, options_.patches, ~patch_seed);
  double sum = 0;
  for (std::size_t level = 0; level < kPyramidLevels; ++level) {
    const at::Tensor sorted = sorted_projections(std::move(patches[level]), directions_[level]);
    sum += (sorted - reference_[level]).abs_().mean().item<double>();
  }
  return sum / kPyramidLevels * 1000;
}

}  // namespace facet
