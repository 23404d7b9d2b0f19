#include "core/image/palette.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace facet {
namespace {

using Point = std::array<double, 3>;

constexpr std::size_t kMaxSamples = std::size_t{1} << 20U;
constexpr int kKMeansRounds = 3;

/// A colour that occurs, with how often.
struct Sample {
  Point color{};
  double weight = 0;
};

/// Colours of the images counted in cells of 5 bits a channel, each standing for its mean.
std::vector<Sample> count_colors(std::span<const Image> images) {
  std::size_t total = 0;
  for (const Image& image : images) total += image.pixels.size() / 3;
  const std::size_t step = total / kMaxSamples + 1;
  std::vector<Sample> cells(std::size_t{1} << 15U);
  for (const Image& image : images) {
    for (std::size_t i = 0; i + 2 < image.pixels.size(); i += 3 * step) {
      const std::uint8_t* rgb = image.pixels.data() + i;
      const std::size_t cell = static_cast<std::size_t>(rgb[0] >> 3U) << 10U |
                               static_cast<std::size_t>(rgb[1] >> 3U) << 5U | rgb[2] >> 3U;
      for (std::size_t c = 0; c < 3; ++c) cells[cell].color[c] += rgb[c];
      cells[cell].weight += 1;
    }
  }
  std::erase_if(cells, [](const Sample& cell) { return cell.weight == 0; });
  for (Sample& cell : cells) {
    for (double& value : cell.color) value /= cell.weight;
  }
  return cells;
}

/// Samples [begin, end) with their mean and the channel that varies most.
struct Box {
  std::size_t begin = 0;
  std::size_t end = 0;
  Point mean{};
  std::size_t channel = 0;
  double variance = 0;  ///< of that channel, times the weight
};

Box make_box(const std::vector<Sample>& samples, std::size_t begin, std::size_t end) {
  Box box{begin, end, {}, 0, 0};
  double weight = 0;
  Point squares{};
  for (std::size_t i = begin; i < end; ++i) {
    weight += samples[i].weight;
    for (std::size_t c = 0; c < 3; ++c) {
      box.mean[c] += samples[i].weight * samples[i].color[c];
      squares[c] += samples[i].weight * samples[i].color[c] * samples[i].color[c];
    }
  }
  for (std::size_t c = 0; c < 3; ++c) {
    box.mean[c] /= weight;
    const double variance = squares[c] - weight * box.mean[c] * box.mean[c];
    if (variance > box.variance) {
      box.variance = variance;
      box.channel = c;
    }
  }
  return box;
}

std::vector<Point> split_boxes(std::vector<Sample>& samples, std::size_t limit) {
  std::vector<Box> boxes = {make_box(samples, 0, samples.size())};
  while (boxes.size() < limit) {
    const auto widest =
        std::max_element(boxes.begin(), boxes.end(),
                         [](const Box& a, const Box& b) { return a.variance < b.variance; });
    const Box box = *widest;
    const auto middle = std::partition(
        samples.begin() + static_cast<std::ptrdiff_t>(box.begin),
        samples.begin() + static_cast<std::ptrdiff_t>(box.end),
        [&](const Sample& sample) { return sample.color[box.channel] <= box.mean[box.channel]; });
    const auto cut = static_cast<std::size_t>(middle - samples.begin());
    // Rounding can leave a variance where all colours are one.
    if (box.variance < 0.5 || cut == box.begin || cut == box.end) break;
    *widest = make_box(samples, box.begin, cut);
    boxes.push_back(make_box(samples, cut, box.end));
  }
  std::vector<Point> means;
  for (const Box& box : boxes) means.push_back(box.mean);
  return means;
}

template <typename Color>
std::size_t nearest_index(const std::vector<Color>& palette, const Point& color) {
  std::size_t best = 0;
  double least = std::numeric_limits<double>::infinity();
  for (std::size_t i = 0; i < palette.size(); ++i) {
    double distance = 0;
    for (std::size_t c = 0; c < 3; ++c) {
      const double difference = color[c] - palette[i][c];
      distance += difference * difference;
    }
    if (distance < least) {
      least = distance;
      best = i;
    }
  }
  return best;
}

void refine(const std::vector<Sample>& samples, std::vector<Point>& means) {
  std::vector<Sample> sums(means.size());
  for (const Sample& sample : samples) {
    Sample& sum = sums[nearest_index(means, sample.color)];
    sum.weight += sample.weight;
    for (std::size_t c = 0; c < 3; ++c) sum.color[c] += sample.weight * sample.color[c];
  }
  for (std::size_t i = 0; i < means.size(); ++i) {
    if (sums[i].weight == 0) continue;
    for (std::size_t c = 0; c < 3; ++c) means[i][c] = sums[i].color[c] / sums[i].weight;
  }
}

/// Half the usual distance from a colour to its neighbour, so that the dither joins the two.
int dither_strength(const std::vector<Rgb>& palette) {
  if (palette.size() < 2) return 0;
  double sum = 0;
  for (std::size_t i = 0; i < palette.size(); ++i) {
    double least = std::numeric_limits<double>::infinity();
    for (std::size_t j = 0; j < palette.size(); ++j) {
      double distance = 0;
      for (std::size_t c = 0; c < 3; ++c) {
        distance += std::abs(static_cast<double>(palette[i][c]) - palette[j][c]);
      }
      if (i != j) least = std::min(least, distance / 3);
    }
    sum += least;
  }
  return static_cast<int>(std::clamp(sum / static_cast<double>(palette.size()), 0.0, 24.0));
}

/// Bayer's matrix of 8 x 8: 0 to 63.
int bayer(int x, int y) {
  int value = 0;
  for (int bit = 0; bit < 3; ++bit) {
    const int shift = 2 * (2 - bit);
    value |= ((((x ^ y) >> bit) & 1) * 2 + ((y >> bit) & 1)) << shift;
  }
  return value;
}

}  // namespace

std::vector<Rgb> make_palette(std::span<const Image> images, std::size_t limit) {
  std::vector<Sample> samples = count_colors(images);
  if (samples.empty()) return {Rgb{}};
  std::vector<Point> means = split_boxes(samples, limit);
  for (int round = 0; round < kKMeansRounds; ++round) refine(samples, means);
  std::vector<Rgb> palette;
  for (const Point& mean : means) {
    Rgb color{};
    for (std::size_t c = 0; c < 3; ++c) {
      color[c] = static_cast<std::uint8_t>(std::clamp(std::lround(mean[c]), 0L, 255L));
    }
    palette.push_back(color);
  }
  return palette;
}

Ditherer::Ditherer(std::vector<Rgb> palette)
    : palette_(std::move(palette)),
      strength_(dither_strength(palette_)),
      known_(std::size_t{1} << 18U, -1) {}

std::uint8_t Ditherer::nearest(const std::array<int, 3>& color) {
  std::size_t key = 0;
  Point center{};
  for (std::size_t c = 0; c < 3; ++c) {
    const auto bits = static_cast<std::size_t>(std::clamp(color[c], 0, 255)) >> 2U;
    key = key << 6U | bits;
    center[c] = static_cast<double>(bits * 255) / 63;
  }
  if (known_[key] < 0) known_[key] = static_cast<std::int16_t>(nearest_index(palette_, center));
  return static_cast<std::uint8_t>(known_[key]);
}

std::vector<std::uint8_t> Ditherer::apply(const Image& image) {
  std::vector<std::uint8_t> indices;
  indices.reserve(image.pixels.size() / 3);
  const std::uint8_t* rgb = image.pixels.data();
  for (int y = 0; y < image.height; ++y) {
    for (int x = 0; x < image.width; ++x, rgb += 3) {
      const int offset = (2 * bayer(x & 7, y & 7) - 63) * strength_ / 128;
      indices.push_back(nearest({rgb[0] + offset, rgb[1] + offset, rgb[2] + offset}));
    }
  }
  return indices;
}

}  // namespace facet
