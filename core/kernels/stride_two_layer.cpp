#include "core/kernels/stride_two_layer.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <initializer_list>

namespace facet {
namespace {

constexpr std::int64_t kTaps = 9;

/// Weights [small,large,3,3], in memory [small,3,3,large].
template <typename Number>
class Taps {
 public:
  explicit Taps(const at::Tensor& weight)
      : small_(weight.size(0)),
        large_(weight.size(1)),
        weight_(weight.to(c10::CppTypeToScalarType<Number>::value)
                    .contiguous(at::MemoryFormat::ChannelsLast)),
        numbers_(weight_.const_data_ptr<Number>()) {}

  /// [small,large] of row ky for each kx, one below the other.
  PanelMatrix<Number> upwards(std::int64_t ky, std::initializer_list<std::int64_t> places) const {
    PanelMatrix<Number> matrix(static_cast<std::int64_t>(places.size()) * small_, large_);
    std::int64_t first = 0;
    for (const std::int64_t kx : places) {
      matrix.set_rows(first, numbers_, tap(ky, kx));
      first += small_;
    }
    return matrix;
  }

  /// [large,small] of row ky for kx = 2, 1, 0, one below the other.
  PanelMatrix<Number> downwards(std::int64_t ky) const {
    const std::int64_t rows = 3 * large_;
    const at::Tensor turned = at::empty({rows, small_}, weight_.scalar_type());
    auto* to = turned.mutable_data_ptr<Number>();
    for (const std::int64_t kx : {2, 1, 0}) {
      transpose_pixels(numbers_, tap(ky, kx), to, small_);
      to += large_ * small_;
    }
    PanelMatrix<Number> matrix(rows, small_);
    matrix.set_rows(0, turned.const_data_ptr<Number>(), {0, small_, rows, small_});
    return matrix;
  }

 private:
  PixelRow tap(std::int64_t ky, std::int64_t kx) const {
    return {(3 * ky + kx) * large_, kTaps * large_, small_, large_};
  }

  std::int64_t small_;
  std::int64_t large_;
  at::Tensor weight_;
  const Number* numbers_;
};

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
  const Taps<Number> taps(weight);
  if (direction == LayerDirection::kDown) {
    down_ = {taps.downwards(2), taps.downwards(1), taps.downwards(0)};
    return;
  }
  // Row 2y+1-ky of the large picture: weight 1 makes the even ones, 0 the odd ones from the small
  // row above them, 2 from the one below. Columns likewise.
  up_[0] = {Phase{taps.upwards(1, {1}), {}}, Phase{taps.upwards(1, {0, 2}), {}}};
  up_[1] = {Phase{taps.upwards(0, {1}), taps.upwards(2, {1})},
            Phase{taps.upwards(0, {0, 2}), taps.upwards(2, {0, 2})}};
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
