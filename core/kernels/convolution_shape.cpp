#include "core/kernels/convolution_shape.h"

#include <map>
#include <utility>

namespace facet {
namespace {

/// What a row, or a column, of the picture that is made takes in: of each weight the row.
struct Line {
  std::vector<std::int64_t> weights;
  std::vector<std::int64_t> rows;
};

std::vector<Line> lines_of(const ConvolutionShape& shape, LayerDirection direction,
                           std::int64_t small_side) {
  const std::int64_t large_side = small_side * shape.stride;
  const bool down = direction == LayerDirection::kDown;
  std::vector<Line> lines(static_cast<std::size_t>(down ? small_side : large_side));
  for (std::int64_t small = 0; small < small_side; ++small) {
    for (std::int64_t k = 0; k < shape.kernel; ++k) {
      const std::int64_t large = shape.stride * small + k - shape.padding;
      if (large < 0 || large >= large_side) continue;
      Line& line = lines[static_cast<std::size_t>(down ? small : large)];
      line.weights.push_back(k);
      line.rows.push_back(down ? large : small);
    }
  }
  return lines;
}

std::vector<Tap> taps_of(const Line& row, const Line& column, std::int64_t side,
                         std::int64_t kernel) {
  std::vector<Tap> taps;
  for (std::size_t y = 0; y < row.rows.size(); ++y) {
    for (std::size_t x = 0; x < column.rows.size(); ++x) {
      taps.push_back(
          {row.rows[y] * side + column.rows[x], row.weights[y] * kernel + column.weights[x]});
    }
  }
  return taps;
}

}  // namespace

std::vector<PixelPair> pair_pixels(const ConvolutionShape& shape, LayerDirection direction,
                                   std::int64_t small_side) {
  const std::vector<Line> lines = lines_of(shape, direction, small_side);
  const auto made_side = static_cast<std::int64_t>(lines.size());
  const std::int64_t taken_side =
      direction == LayerDirection::kDown ? small_side * shape.stride : small_side;
  std::vector<PixelPair> pairs;
  // By the weights of row and column: the pair that waits for its second pixel.
  std::map<std::pair<std::vector<std::int64_t>, std::vector<std::int64_t>>, std::size_t> single;
  for (std::int64_t y = 0; y < made_side; ++y) {
    const Line& row = lines[static_cast<std::size_t>(y)];
    for (std::int64_t x = 0; x < made_side; ++x) {
      const Line& column = lines[static_cast<std::size_t>(x)];
      const std::int64_t pixel = y * made_side + x;
      const std::int64_t first = row.rows.front() * taken_side + column.rows.front();
      const auto key = std::pair(row.weights, column.weights);
      if (const auto found = single.find(key); found != single.end()) {
        PixelPair& pair = pairs[found->second];
        pair.made[1] = pixel;
        pair.count = 2;
        pair.move = first - pair.taps.front().pixel;
        single.erase(found);
      } else {
        single[key] = pairs.size();
        pairs.push_back({{pixel, pixel}, 1, 0, taps_of(row, column, taken_side, shape.kernel)});
      }
    }
  }
  return pairs;
}

}  // namespace facet
