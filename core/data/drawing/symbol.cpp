#include "core/data/drawing/symbol.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "core/data/drawing/path.h"

namespace facet::drawing {
namespace {

constexpr int kPlus = 10;
constexpr int kMinus = 11;
constexpr int kSymbolsDrawn = 12;
constexpr int kCurveSteps = 6;

/// A stroke goes through its points, smoothly; two points make a straight one.
using Stroke = std::vector<Point>;
using Writing = std::vector<Stroke>;

/// The ways to write a symbol, in a box from (0,0) at the top left to (1,1).
std::vector<Writing> writings(int symbol) {
  switch (symbol) {
    case 0:
      return {{{{.5F, 0}, {.15F, .22F}, {.08F, .6F}, {.4F, 1}, {.82F, .8F}, {.9F, .38F}, {.5F, 0}}},
              {{{.6F, .03F},
                {.25F, .1F},
                {.1F, .5F},
                {.25F, .92F},
                {.6F, .98F},
                {.9F, .6F},
                {.8F, .15F},
                {.45F, 0}}}};
    case 1:
      return {{{{.5F, 0}, {.5F, 1}}},
              {{{.28F, .25F}, {.55F, 0}}, {{.55F, 0}, {.52F, 1}}},
              {{{.25F, .25F}, {.52F, 0}}, {{.52F, 0}, {.52F, 1}}, {{.22F, 1}, {.8F, 1}}}};
    case 2:
      return {{{{.12F, .25F}, {.42F, 0}, {.8F, .15F}, {.75F, .45F}, {.4F, .75F}, {.08F, 1}},
               {{.08F, 1}, {.92F, 1}}},
              {{{.15F, .18F},
                {.5F, 0},
                {.8F, .22F},
                {.6F, .62F},
                {.25F, .95F},
                {.08F, .9F},
                {.25F, .76F},
                {.55F, .92F},
                {.95F, .95F}}}};
    case 3:
      return {{{{.12F, .12F}, {.5F, 0}, {.8F, .2F}, {.65F, .42F}, {.38F, .47F}},
               {{.38F, .47F}, {.75F, .55F}, {.88F, .78F}, {.5F, 1}, {.08F, .86F}}},
              {{{.15F, .02F}, {.8F, .02F}},
               {{.8F, .02F}, {.42F, .4F}},
               {{.42F, .4F}, {.8F, .5F}, {.86F, .8F}, {.5F, 1}, {.1F, .88F}}}};
    case 4:
      return {{{{.22F, .02F}, {.1F, .55F}}, {{.1F, .55F}, {.9F, .55F}}, {{.76F, .05F}, {.7F, 1}}},
              {{{.66F, 0}, {.06F, .66F}}, {{.06F, .66F}, {.94F, .66F}}, {{.66F, 0}, {.66F, 1}}},
              {{{.25F, .02F}, {.1F, .4F}, {.3F, .55F}, {.8F, .45F}}, {{.8F, .02F}, {.72F, 1}}}};
    case 5:
      return {{{{.85F, .02F}, {.25F, .02F}},
               {{.25F, .02F}, {.2F, .42F}},
               {{.2F, .42F}, {.6F, .38F}, {.88F, .66F}, {.6F, .98F}, {.1F, .9F}}},
              {{{.9F, 0}, {.3F, .06F}},
               {{.3F, .06F}, {.22F, .4F}, {.65F, .46F}, {.75F, .8F}, {.4F, 1}, {.08F, .92F}}}};
    case 6:
      return {{{{.72F, 0},
                {.3F, .28F},
                {.12F, .68F},
                {.4F, 1},
                {.84F, .82F},
                {.72F, .54F},
                {.35F, .56F},
                {.16F, .78F}}},
              {{{.4F, 0},
                {.2F, .4F},
                {.15F, .75F},
                {.4F, 1},
                {.75F, .88F},
                {.7F, .62F},
                {.4F, .6F},
                {.18F, .8F}}}};
    case 7:
      return {{{{.08F, .02F}, {.9F, .02F}}, {{.9F, .02F}, {.6F, .48F}, {.42F, 1}}},
              {{{.08F, .02F}, {.9F, .02F}}, {{.9F, .02F}, {.42F, 1}}, {{.3F, .5F}, {.82F, .5F}}},
              {{{.08F, .16F}, {.1F, .02F}}, {{.1F, .02F}, {.88F, .04F}}, {{.88F, .04F}, {.4F, 1}}}};
    case 8:
      return {{{{.5F, .48F},
                {.18F, .25F},
                {.5F, 0},
                {.82F, .22F},
                {.5F, .48F},
                {.14F, .76F},
                {.5F, 1},
                {.86F, .76F},
                {.5F, .48F}}},
              {{{.84F, .14F},
                {.5F, 0},
                {.2F, .2F},
                {.5F, .47F},
                {.84F, .76F},
                {.5F, 1},
                {.15F, .78F},
                {.48F, .5F},
                {.84F, .12F}}}};
    case 9:
      return {{{{.82F, .24F}, {.5F, 0}, {.16F, .22F}, {.38F, .5F}, {.8F, .28F}},
               {{.82F, .16F}, {.78F, .55F}, {.7F, 1}}},
              {{{.82F, .24F}, {.5F, 0}, {.16F, .24F}, {.4F, .5F}, {.8F, .28F}},
               {{.82F, .2F}, {.82F, .62F}, {.6F, .95F}, {.22F, .94F}}}};
    case kPlus:
      return {{{{.06F, .5F}, {.94F, .5F}}, {{.5F, .06F}, {.5F, .94F}}}};
    case kMinus:
      return {{{{.06F, .5F}, {.94F, .5F}}}};
    default:
      return {};
  }
}

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
    hand.height = sign ? random.uniform(11, 18) : random.uniform(16, 21);
    hand.width = sign ? random.uniform(11, 18) : hand.height * random.uniform(0.5F, 0.95F);
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

/// Lays a round pen of radius `radius` along the line; `edge` pixels of it fade.
void stroke_line(const Stroke& line, float radius, float edge,
                 std::array<float, kTilePixels>& ink) {
  const float reach = radius + edge;
  for (std::size_t i = 0; i + 1 < line.size(); ++i) {
    const Point a = line[i];
    const Point b = line[i + 1];
    const int left = std::max(0, static_cast<int>(std::min(a.x, b.x) - reach));
    const int right = std::min(kTileSide - 1, static_cast<int>(std::max(a.x, b.x) + reach + 1));
    const int top = std::max(0, static_cast<int>(std::min(a.y, b.y) - reach));
    const int bottom = std::min(kTileSide - 1, static_cast<int>(std::max(a.y, b.y) + reach + 1));
    for (int y = top; y <= bottom; ++y) {
      for (int x = left; x <= right; ++x) {
        const Point pixel{static_cast<float>(x) + 0.5F, static_cast<float>(y) + 0.5F};
        const float distance = std::sqrt(squared_distance(pixel, a, b));
        const float covered = std::clamp((reach - distance) / (2 * edge), 0.0F, 1.0F);
        float& value = ink[static_cast<std::size_t>(y * kTileSide + x)];
        value = std::max(value, covered);
      }
    }
  }
}

}  // namespace

void draw_symbol(int symbol, CounterRandom& random, std::span<std::uint8_t, kTilePixels> tile) {
  std::array<float, kTilePixels> ink{};
  if (symbol >= 0 && symbol < kSymbolsDrawn) {
    const std::vector<Writing> ways = writings(symbol);
    const Writing& way =
        ways[static_cast<std::size_t>(random.integer(static_cast<int>(ways.size())))];
    const Hand hand = Hand::draw(symbol, random);
    const float radius = random.uniform(0.7F, 2.1F);
    const float edge = random.uniform(0.45F, 0.9F);
    const float bend = random.uniform(0, 0.07F);
    for (const Stroke& stroke : way) {
      Stroke points = stroke;
      for (Point& point : points) {
        point = point + Point{bend * random.centred(), bend * random.centred()};
      }
      Stroke line = flatten(points);
      for (Point& point : line) point = hand.place(point);
      stroke_line(line, radius * random.uniform(0.85F, 1.15F), edge, ink);
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
