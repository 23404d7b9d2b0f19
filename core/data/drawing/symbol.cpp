#include "core/data/drawing/symbol.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "core/data/drawing/writings.h"

namespace facet::drawing {
namespace {

constexpr int kPlus = 10;
constexpr int kCurveSteps = 6;

/// Points of a Catmull-Rom curve through the stroke's points.
Stroke flatten(const Stroke& stroke) {
  Stroke line;
  const std::size_t last = stroke.size() - 1;
  for (std::size_t i = 0; i < last; ++i) {
    const Point a = stroke[i == 0 ? 0 : i - 1];
    const Point b = stroke[i];
    const Point c = stroke[i + 1];
    const Point d = stroke[std::min(i + 2, last)];
    for (int step = 0; step < kCurveSteps; ++step) {
      const float t = static_cast<float>(step) / kCurveSteps;
      line.push_back((b * 2 + (c - a) * t + (a * 2 - b * 5 + c * 4 - d) * (t * t) +
                      (b * 3 - a - c * 3 + d) * (t * t * t)) *
                     0.5F);
    }
  }
  line.push_back(stroke[last]);
  return line;
}

/// How one symbol is placed in its tile.
struct Hand {
  float cosine, sine, shear, width, height;
  Point centre;

  static Hand draw(int symbol, CounterRandom& random) {
    const float turn = 0.22F * random.centred();
    Hand hand{};
    hand.cosine = std::cos(turn);
    hand.sine = std::sin(turn);
    hand.shear = 0.35F * random.centred() - 0.08F;
    const bool sign = symbol >= kPlus;
    hand.height = sign ? random.uniform(9, 18) : random.uniform(15, 22);
    hand.width = sign ? random.uniform(9, 18) : hand.height * random.uniform(0.42F, 1.05F);
    hand.centre = {14 + 2.5F * random.centred(), 14 + 2.5F * random.centred()};
    return hand;
  }

  Point place(Point p) const {
    const float x = (p.x - 0.5F) * width - shear * (p.y - 0.5F) * height;
    const float y = (p.y - 0.5F) * height;
    return {centre.x + cosine * x - sine * y, centre.y + sine * x + cosine * y};
  }
};

float squared_distance(Point p, Point a, Point b) {
  const Point along = b - a;
  const Point to = p - a;
  const float length = along.x * along.x + along.y * along.y;
  const float t =
      length > 0 ? std::clamp((to.x * along.x + to.y * along.y) / length, 0.0F, 1.0F) : 0;
  const Point off = to - along * t;
  return off.x * off.x + off.y * off.y;
}

/// A pen that is round, or thinner along the direction (cosine, sine) as a broad nib is.
struct Pen {
  float radius, edge;  ///< in pixels; `edge` of them fade
  float contrast;      ///< 0: round
  float cosine, sine;

  static Pen draw(CounterRandom& random) {
    Pen pen{};
    pen.radius = random.uniform(0.6F, 2.5F);
    pen.edge = random.uniform(0.4F, 0.9F);
    pen.contrast = std::max(0.0F, random.uniform(-0.5F, 0.5F));
    const float nib = 3.14159F * random.uniform(0, 1);
    pen.cosine = std::cos(nib);
    pen.sine = std::sin(nib);
    return pen;
  }

  float radius_along(Point way) const {
    const float length = std::sqrt(way.x * way.x + way.y * way.y);
    if (length == 0) return radius;
    return radius * (1 - contrast * std::abs(way.x * cosine + way.y * sine) / length);
  }
};

/// Lays the pen along the line.
void stroke_line(const Stroke& line, const Pen& pen, float pressure,
                 std::array<float, kTilePixels>& ink) {
  for (std::size_t i = 0; i + 1 < line.size(); ++i) {
    const Point a = line[i];
    const Point b = line[i + 1];
    const float reach = pen.radius_along(b - a) * pressure + pen.edge;
    const int left = std::max(0, static_cast<int>(std::min(a.x, b.x) - reach));
    const int right = std::min(kTileSide - 1, static_cast<int>(std::max(a.x, b.x) + reach + 1));
    const int top = std::max(0, static_cast<int>(std::min(a.y, b.y) - reach));
    const int bottom = std::min(kTileSide - 1, static_cast<int>(std::max(a.y, b.y) + reach + 1));
    for (int y = top; y <= bottom; ++y) {
      for (int x = left; x <= right; ++x) {
        const Point pixel{static_cast<float>(x) + 0.5F, static_cast<float>(y) + 0.5F};
        const float distance = std::sqrt(squared_distance(pixel, a, b));
        const float covered = std::clamp((reach - distance) / (2 * pen.edge), 0.0F, 1.0F);
        float& value = ink[static_cast<std::size_t>(y * kTileSide + x)];
        value = std::max(value, covered);
      }
    }
  }
}

}  // namespace

void draw_symbol(int symbol, CounterRandom& random, std::span<std::uint8_t, kTilePixels> tile) {
  std::array<float, kTilePixels> ink{};
  if (const std::vector<Writing> ways = writings(symbol); !ways.empty()) {
    const Writing& way =
        ways[static_cast<std::size_t>(random.integer(static_cast<int>(ways.size())))];
    const Hand hand = Hand::draw(symbol, random);
    const Pen pen = Pen::draw(random);
    const float bend = random.uniform(0, 0.07F);
    for (const Stroke& stroke : way) {
      Stroke points = stroke;
      for (Point& point : points) {
        point = point + Point{bend * random.centred(), bend * random.centred()};
      }
      Stroke line = flatten(points);
      for (Point& point : line) point = hand.place(point);
      stroke_line(line, pen, random.uniform(0.85F, 1.15F), ink);
    }
  }
  const float darkness = random.uniform(0.8F, 1);
  for (std::size_t i = 0; i < ink.size(); ++i) {
    const float grain = ink[i] > 0 ? 0.12F * random.centred() * ink[i] : 0;
    tile[i] = static_cast<std::uint8_t>(
        std::lround(255 * std::clamp(ink[i] * darkness + grain, 0.0F, 1.0F)));
  }
}

}  // namespace facet::drawing
