#include "core/image/resample.h"

#include <algorithm>
#include <cassert>
#include <vector>

namespace facet {
namespace {

/// Weights are fixed-point numbers that add up to this.
constexpr std::uint32_t kOne = 65536;

/// The source pixels that one target pixel is made of.
struct Taps {
  std::size_t first = 0;
  std::vector<std::uint32_t> weights;
};

Taps shrinking_taps(std::int64_t target, std::int64_t from, std::int64_t to) {
  // In units of 1/to source pixels, target pixel t covers [t * from, (t + 1) * from).
  const std::int64_t begin = target * from;
  const std::int64_t end = begin + from;
  Taps taps;
  taps.first = static_cast<std::size_t>(begin / to);
  std::uint32_t sum = 0;
  for (std::int64_t pixel = begin / to; pixel * to < end; ++pixel) {
    const std::int64_t overlap = std::min(end, (pixel + 1) * to) - std::max(begin, pixel * to);
    taps.weights.push_back(static_cast<std::uint32_t>(overlap * kOne / from));
    sum += taps.weights.back();
  }
  *std::max_element(taps.weights.begin(), taps.weights.end()) += kOne - sum;
  return taps;
}

Taps growing_taps(std::int64_t target, std::int64_t from, std::int64_t to) {
  // Pixel centres: (target + 1/2) * from / to - 1/2, kept inside the source.
  const std::int64_t last = 2 * to * (from - 1);
  const std::int64_t place = std::clamp<std::int64_t>((2 * target + 1) * from - to, 0, last);
  const auto share = static_cast<std::uint32_t>(place % (2 * to) * kOne / (2 * to));
  Taps taps;
  taps.first = static_cast<std::size_t>(place / (2 * to));
  taps.weights.push_back(kOne - share);
  if (share > 0) taps.weights.push_back(share);
  return taps;
}

std::vector<Taps> make_taps(int from, int to) {
  std::vector<Taps> taps;
  taps.reserve(static_cast<std::size_t>(to));
  for (int target = 0; target < to; ++target) {
    taps.push_back(from >= to ? shrinking_taps(target, from, to) : growing_taps(target, from, to));
  }
  return taps;
}

/// One row of the part as numerators of 255ths, alpha already laid over the background.
void composite_row(const std::uint8_t* row, std::size_t count, int channels, std::uint32_t ground,
                   std::uint32_t* out) {
  if (channels != 4) {
    const std::size_t values = count * static_cast<std::size_t>(channels);
    for (std::size_t i = 0; i < values; ++i) out[i] = row[i] * 255U;
    return;
  }
  for (std::size_t i = 0; i < count; ++i) {
    const std::uint32_t alpha = row[i * 4 + 3];
    for (std::size_t c = 0; c < 3; ++c) {
      out[i * 3 + c] = row[i * 4 + c] * alpha + ground * (255U - alpha);
    }
  }
}

/// `planes` interleaved values a pixel; sums stay below 2^32.
void scale_row(const std::vector<std::uint32_t>& row, const std::vector<Taps>& taps,
               std::size_t planes, std::uint32_t* out) {
  for (const Taps& tap : taps) {
    for (std::size_t c = 0; c < planes; ++c) {
      const std::uint32_t* value = row.data() + tap.first * planes + c;
      std::uint32_t sum = 0;
      for (const std::uint32_t weight : tap.weights) {
        sum += weight * *value;
        value += planes;
      }
      *out++ = sum;
    }
  }
}

}  // namespace

Image resample(const Image& picture, const Rectangle& part, int width, int height,
               std::uint8_t background) {
  assert(part.x >= 0 && part.y >= 0 && part.width > 0 && part.height > 0);
  assert(part.x + part.width <= picture.width && part.y + part.height <= picture.height);
  assert(width > 0 && height > 0);
  const std::size_t planes = picture.channels == 1 ? 1 : 3;
  const std::vector<Taps> across = make_taps(part.width, width);
  const std::vector<Taps> down = make_taps(part.height, height);
  const auto source_width = static_cast<std::size_t>(part.width);
  const std::size_t values = static_cast<std::size_t>(width) * planes;

  std::vector<std::uint32_t> row(source_width * planes);
  std::vector<std::uint32_t> scaled(static_cast<std::size_t>(part.height) * values);
  for (int y = 0; y < part.height; ++y) {
    const std::size_t offset =
        (static_cast<std::size_t>(part.y + y) * static_cast<std::size_t>(picture.width) +
         static_cast<std::size_t>(part.x)) *
        static_cast<std::size_t>(picture.channels);
    composite_row(picture.pixels.data() + offset, source_width, picture.channels, background,
                  row.data());
    scale_row(row, across, planes, scaled.data() + static_cast<std::size_t>(y) * values);
  }

  constexpr std::uint64_t kScale = std::uint64_t{kOne} * kOne * 255;
  Image result = make_image(width, height);
  std::uint8_t* out = result.pixels.data();
  for (const Taps& tap : down) {
    for (std::size_t i = 0; i < values; ++i) {
      std::uint64_t sum = kScale / 2;
      const std::uint32_t* value = scaled.data() + tap.first * values + i;
      for (const std::uint32_t weight : tap.weights) {
        sum += std::uint64_t{weight} * *value;
        value += values;
      }
      const auto byte = static_cast<std::uint8_t>(sum / kScale);
      for (std::size_t copy = 0; copy < 3 / planes; ++copy) *out++ = byte;
    }
  }
  return result;
}

Image enlarge(const Image& picture, int factor) {
  assert(factor >= 1);
  const auto channels = static_cast<std::size_t>(picture.channels);
  const auto repeat = static_cast<std::size_t>(factor);
  Image result = make_image(picture.width * factor, picture.height * factor, picture.channels);
  const std::size_t row_bytes = static_cast<std::size_t>(result.width) * channels;
  for (int y = 0; y < picture.height; ++y) {
    const std::uint8_t* from = picture.pixels.data() + static_cast<std::size_t>(y) *
                                                           static_cast<std::size_t>(picture.width) *
                                                           channels;
    std::uint8_t* first = result.pixels.data() + static_cast<std::size_t>(y) * repeat * row_bytes;
    std::uint8_t* to = first;
    for (int x = 0; x < picture.width; ++x, from += channels) {
      for (std::size_t i = 0; i < repeat; ++i) to = std::copy_n(from, channels, to);
    }
    for (std::size_t i = 1; i < repeat; ++i) std::copy_n(first, row_bytes, first + i * row_bytes);
  }
  return result;
}

}  // namespace facet
