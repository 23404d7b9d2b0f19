#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace facet {

/// Side in pixels of every face a picture model draws.
inline constexpr int kFaceSide = 64;
/// Bytes of one face: 64 x 64 RGB.
inline constexpr std::size_t kFaceBytes = std::size_t{kFaceSide} * kFaceSide * 3;

/// Pixels of 8 bits a channel, rows from the top, channels interleaved (HWC).
struct Image {
  int width = 0;
  int height = 0;
  int channels = 3;  ///< 1 grey, 3 RGB, 4 RGBA
  std::vector<std::uint8_t> pixels;

  bool operator==(const Image&) const = default;
  bool empty() const { return pixels.empty(); }
};

/// Pictures are shared between values and threads and never change.
using ImagePtr = std::shared_ptr<const Image>;

/// A black image of the given size.
Image make_image(int width, int height, int channels = 3);

/// Copies `source` into `target` with its top left corner at (x, y); what lies outside is dropped.
/// Both must have the same number of channels.
void paste(const Image& source, int x, int y, Image& target);

/// Wraps one face of kFaceBytes bytes as an Image.
Image face_image(std::span<const std::uint8_t> rgb);

/// Lays faces of 64 x 64 out row by row with `columns` in a row and `gap` pixels of `background`
/// between them; the grid and contact sheets are made with it.
Image tile_faces(std::span<const ImagePtr> faces, int columns, int gap = 0,
                 std::uint8_t background = 0);

}  // namespace facet
