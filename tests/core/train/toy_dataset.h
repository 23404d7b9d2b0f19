#pragma once

#include <algorithm>
#include <cstdint>
#include <memory>
#include <vector>

#include "core/data/dataset.h"

namespace facet {

/// Seeded pictures of two coloured bars on a coloured ground: few, different and easy to learn.
class ToyDataset final : public Dataset {
 public:
  /// `as_block` false: pictures can only be read one by one, as from a converting reader.
  explicit ToyDataset(std::int64_t count, std::uint32_t seed = 1, bool as_block = true)
      : as_block_(as_block), pixels_(static_cast<std::size_t>(count) * kFaceBytes) {
    std::uint32_t state = seed * 2654435761U + 1;
    const auto random = [&state](std::uint32_t below) {
      state = state * 1664525U + 1013904223U;
      return (state >> 8U) % below;
    };
    for (std::int64_t i = 0; i < count; ++i) {
      std::uint8_t* picture = pixels_.data() + static_cast<std::size_t>(i) * kFaceBytes;
      fill(picture, 0, 0, 64, 64, random);
      fill(picture, random(32), 8, 20, 48, random);
      fill(picture, 8, random(32), 48, 20, random);
    }
    size_ = count;
    name_ = "toy pictures";
    seal();
  }

  void read(std::int64_t index, std::span<std::uint8_t> rgb) const override {
    std::copy_n(pixels_.begin() + index * static_cast<std::int64_t>(kFaceBytes), kFaceBytes,
                rgb.begin());
  }
  std::span<const std::uint8_t> block() const override {
    return as_block_ ? std::span<const std::uint8_t>(pixels_) : std::span<const std::uint8_t>();
  }

 private:
  template <typename Random>
  static void fill(std::uint8_t* picture, std::uint32_t left, std::uint32_t top,
                   std::uint32_t width, std::uint32_t height, Random random) {
    const std::uint8_t color[3] = {static_cast<std::uint8_t>(random(256)),
                                   static_cast<std::uint8_t>(random(256)),
                                   static_cast<std::uint8_t>(random(256))};
    for (std::uint32_t y = top; y < top + height; ++y) {
      for (std::uint32_t x = left; x < left + width; ++x) {
        std::copy_n(color, 3, picture + (y * 64 + x) * 3);
      }
    }
  }

  bool as_block_;
  std::vector<std::uint8_t> pixels_;
};

}  // namespace facet
