#pragma once

#include <cstdint>
#include <initializer_list>
#include <span>
#include <vector>

#include "core/data/drawing/color.h"
#include "core/data/drawing/path.h"

namespace facet::drawing {

/// What an area is filled with: a colour, or a gradient from `from` at t = 0 to `to` at t = 1, each
/// with its own opacity; beyond both ends the end's value goes on.
struct Paint {
  enum class Kind { kSolid, kLinear, kRadial };

  Color from;
  Color to;
  float opacity_from = 1;
  float opacity_to = 1;
  Kind kind = Kind::kSolid;
  Point origin;         ///< t = 0
  Point direction;      ///< linear: t grows by 1 along it; radial: unused
  float inverse_x = 0;  ///< radial: t = squared distance from origin in units of the two radii
  float inverse_y = 0;

  static Paint solid(const Color& color, float opacity = 1);
  static Paint linear(Point start, Point end, const Color& from, const Color& to,
                      float opacity_from = 1, float opacity_to = 1);
  static Paint radial_around(Point centre, float radius_x, float radius_y, const Color& from,
                             const Color& to, float opacity_from = 1, float opacity_to = 1);
};

/// Coverage of each pixel in [0, 1], row-major.
using Mask = std::vector<float>;

/// A square picture in floating point and its software rasteriser: areas are filled with exact
/// coverage anti-aliasing by signed-area accumulation, the method of font-rs and stb_truetype 1.x
/// ("v2"). Overlaps of a contour with itself count once.
class Canvas {
 public:
  explicit Canvas(int size);

  int size() const { return size_; }

  /// Blends `paint`, or each of `paints` in turn, over the pixels inside `area`, weighted by `clip`
  /// where one is given.
  void fill(const Path& area, const Paint& paint, const Mask* clip = nullptr);
  void fill(const Path& area, std::initializer_list<Paint> paints, const Mask* clip = nullptr);

  /// Adds the coverage of `area`, times `opacity`, to `mask`, at most 1 each. An empty mask is made
  /// first.
  void add_to(Mask& mask, const Path& area, float opacity = 1);

  /// Blends `paint` over every pixel.
  void fill_all(const Paint& paint);

  /// Writes size x size x 3 bytes, row-major RGB.
  void write(std::span<std::uint8_t> rgb) const;

 private:
  struct alignas(16) Pixel {
    float channel[4];  ///< red, green, blue, and one unused
  };
  struct Span {
    int begin;
    int end;
  };

  void accumulate(const Path& area);
  void accumulate_line(Point from, Point to);
  void accumulate_cells(int row, float left, float right, float height);
  /// Turns row `y` of the accumulated area into coverage_ and clears it; the span covered.
  Span take_coverage(int y);
  void blend_row(int y, Span span, const Paint& paint);
  std::size_t offset(int y) const { return static_cast<std::size_t>(y * size_); }

  int size_;
  int stride_;
  std::vector<Pixel> pixels_;
  std::vector<float> area_;  // size_ rows of stride_ signed area differences, zero between calls
  std::vector<Span> spans_;  // columns of area_ touched in each row
  std::vector<float> coverage_;  ///< one row
  int first_row_ = 0;
  int last_row_ = -1;
};

}  // namespace facet::drawing
