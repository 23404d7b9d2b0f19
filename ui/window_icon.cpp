#include "ui/window_icon.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>

namespace facet::ui {
namespace {

struct Point {
  double x, y;
};
struct Facet {
  std::array<Point, 3> corners;
  std::array<std::uint8_t, 3> color;
};

/// A brilliant seen from the side: a crown of three facets above, three more down to the tip.
constexpr std::array<Facet, 7> kFacets{{
    {{{{0.04, 0.38}, {0.28, 0.10}, {0.33, 0.38}}}, {46, 184, 166}},
    {{{{0.28, 0.10}, {0.50, 0.38}, {0.33, 0.38}}}, {108, 212, 190}},
    {{{{0.28, 0.10}, {0.72, 0.10}, {0.50, 0.38}}}, {244, 226, 160}},
    {{{{0.72, 0.10}, {0.67, 0.38}, {0.50, 0.38}}}, {240, 158, 140}},
    {{{{0.72, 0.10}, {0.96, 0.38}, {0.67, 0.38}}}, {232, 113, 143}},
    {{{{0.04, 0.38}, {0.33, 0.38}, {0.50, 0.94}}}, {28, 128, 122}},
    {{{{0.67, 0.38}, {0.96, 0.38}, {0.50, 0.94}}}, {178, 70, 110}},
}};
constexpr Facet kMiddle{{{{0.33, 0.38}, {0.67, 0.38}, {0.50, 0.94}}}, {232, 197, 90}};

double side_of(Point a, Point b, Point p) {
  return (b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x);
}

bool inside(const Facet& facet, Point p) {
  const auto& [a, b, c] = facet.corners;
  const double first = side_of(a, b, p), second = side_of(b, c, p), third = side_of(c, a, p);
  return (first >= 0 && second >= 0 && third >= 0) || (first <= 0 && second <= 0 && third <= 0);
}

const Facet* facet_at(Point p) {
  if (inside(kMiddle, p)) return &kMiddle;
  const auto found = std::find_if(kFacets.begin(), kFacets.end(),
                                  [&](const Facet& facet) { return inside(facet, p); });
  return found == kFacets.end() ? nullptr : &*found;
}

}  // namespace

Image draw_icon(int side) {
  constexpr int kSamples = 4;
  Image icon = make_image(side, side, 4);
  for (int y = 0; y < side; ++y) {
    for (int x = 0; x < side; ++x) {
      std::array<int, 3> sum{};
      int covered = 0;
      for (int sample = 0; sample < kSamples * kSamples; ++sample) {
        const Point p{(x + (sample % kSamples + 0.5) / kSamples) / side,
                      (y + (sample / kSamples + 0.5) / kSamples) / side};
        const Facet* const facet = facet_at(p);
        if (facet == nullptr) continue;
        ++covered;
        for (std::size_t c = 0; c < 3; ++c) sum[c] += facet->color[c];
      }
      if (covered == 0) continue;
      std::uint8_t* const pixel =
          &icon.pixels[(static_cast<std::size_t>(y) * side + static_cast<std::size_t>(x)) * 4];
      for (std::size_t c = 0; c < 3; ++c) pixel[c] = static_cast<std::uint8_t>(sum[c] / covered);
      pixel[3] = static_cast<std::uint8_t>(covered * 255 / (kSamples * kSamples));
    }
  }
  return icon;
}

}  // namespace facet::ui
