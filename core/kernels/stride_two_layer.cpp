#include "core/kernels/stride_two_layer.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <array>
#include <initializer_list>

#include "core/kernels/weight_taps.h"

namespace facet {
namespace {

struct Place {
  std::int64_t y, x;
};

/// Pixels of a small picture that are multiplied at once: one run or two of them.
struct Block {
  Place first, second;
  std::int64_t pixels;  ///< of each run
  std::int64_t halves;  ///< 1 or 2
};

// Wide pictures row by row, narrow ones by two rows.
template <typename Work>
void for_each_block(const LayerPart& part, const Work& work) {
  if (part.side <= kHalfRows) {
    for (std::int64_t y = 0; y < part.rows; y += 2) {
      work(Block{{y, 0}, {y + 1, 0}, part.side, std::min<std::int64_t>(2, part.rows - y)});
    }
    return;
  }
  for (std::int64_t y = 0; y < part.rows; ++y) {
    for_each_run(part.side, [&](std::int64_t x, std::int64_t pixels, std::int64_t halves) {
      work(Block{{y, x}, {y, x + pixels}, pixels, halves});
    });
  }
}

}  // namespace

template <typename Number>
StrideTwoLayer<Number>::StrideTwoLayer(const at::Tensor& weight, LayerDirection direction)
    : small_channels_(weight.size(0)), large_channels_(weight.size(1)) {
  const WeightTaps<Number> taps(weight);
  const auto down = [&](const std::array<std::int64_t, 3>& row) { return taps.downwards(row); };
  const auto up = [&](std::initializer_list<std::int64_t> row) {
    return taps.upwards({row.begin(), row.size()});
  };
  if (direction == LayerDirection::kDown) {
    down_ = {down({8, 7, 6}), down({5, 4, 3}), down({2, 1, 0})};
    return;
  }
  // Row 2y+1-ky of the large picture: weight 1 makes the even ones, 0 the odd ones from the small
  // row above them, 2 from the one below. Columns likewise.
  up_[0] = {Phase{up({4}), {}}, Phase{up({3, 5}), {}}};
  up_[1] = {Phase{up({1}), up({7})}, Phase{up({0, 2}), up({6, 8})}};
}

template <typename Number>
std::int64_t StrideTwoLayer<Number>::scratch_size() const {
  return 2 * kHalfRows * std::max(small_channels_, large_channels_);
}

template <typename Number>
void StrideTwoLayer<Number>::down(MatrixUnit& unit, const LayerPart& part, const Number* large,
                                  const Finish<Number>& finish, Number* small) const {
  const PaddedPlaces from{2 * part.side};
  const PaddedPlaces to{part.side};
  for_each_block(part, [&](const Block& block) {
    const auto& [first, second, pixels, halves] = block;
    const Sums sums{part.scratch, pixels, halves, small_channels_, small_channels_};
    const std::int64_t half =
        from.at(2 * second.y, 2 * second.x) - from.at(2 * first.y, 2 * first.x);
    // Row by row of the large picture: what is multiplied at once fits into the first cache.
    for (std::int64_t row = 0; row < 3; ++row) {
      const PanelMatrix<Number>& weights = down_[static_cast<std::size_t>(row)];
      unit.multiply({large + from.at(2 * first.y + row - 1, 2 * first.x - 1) * large_channels_,
                     2 * large_channels_, half * large_channels_, weights.data(), weights.panel(),
                     weights.rows()},
                    sums, /*adds=*/row > 0);
    }
    for (std::int64_t i = 0; i < halves; ++i) {
      const Place place = i == 0 ? first : second;
      finish_row(
          finish, sums.numbers + i * pixels * small_channels_,
          {to.at(place.y, place.x) * small_channels_, small_channels_, pixels, small_channels_},
          small);
    }
  });
}

template <typename Number>
void StrideTwoLayer<Number>::up(MatrixUnit& unit, const LayerPart& part, const Number* small,
                                const Finish<Number>& finish, Number* large) const {
  for (const std::int64_t odd_row : {0, 1}) {
    for (const std::int64_t odd_column : {0, 1}) {
      up_phase(unit, part, {odd_row, odd_column}, small, finish, large);
    }
  }
}

template <typename Number>
void StrideTwoLayer<Number>::up_phase(MatrixUnit& unit, const LayerPart& part,
                                      std::array<std::int64_t, 2> odd, const Number* small,
                                      const Finish<Number>& finish, Number* large) const {
  const PaddedPlaces from{part.side};
  const PaddedPlaces to{2 * part.side};
  const Phase& phase = up_[static_cast<std::size_t>(odd[0])][static_cast<std::size_t>(odd[1])];
  for_each_block(part, [&](const Block& block) {
    const Sums sums{part.scratch, block.pixels, block.halves, large_channels_, large_channels_};
    const std::int64_t half =
        from.at(block.second.y, block.second.x) - from.at(block.first.y, block.first.x);
    const auto add = [&](std::int64_t row, const PanelMatrix<Number>& weights, bool adds) {
      unit.multiply({small + from.at(row, block.first.x) * small_channels_, small_channels_,
                     half * small_channels_, weights.data(), weights.panel(), weights.rows()},
                    sums, adds);
    };
    add(block.first.y, phase.here, /*adds=*/false);
    if (odd[0] == 1) add(block.first.y + 1, phase.below, /*adds=*/true);
    for (std::int64_t i = 0; i < block.halves; ++i) {
      const Place place = i == 0 ? block.first : block.second;
      finish_row(finish, sums.numbers + i * block.pixels * large_channels_,
                 {to.at(2 * place.y + odd[0], 2 * place.x + odd[1]) * large_channels_,
                  2 * large_channels_, block.pixels, large_channels_},
                 large);
    }
  });
}

template class StrideTwoLayer<float>;
template class StrideTwoLayer<c10::BFloat16>;

}  // namespace facet
