#include "core/data/drawing/path.h"

#include <algorithm>
#include <cmath>

namespace facet::drawing {
namespace {

// Enough pieces that the polyline stays within about a tenth of a pixel of the curve.
int piece_count(float control_length) {
  return std::clamp(static_cast<int>(1.6f + 0.95f * std::sqrt(control_length)), 2, 32);
}

float length(Point vector) { return std::sqrt(vector.x * vector.x + vector.y * vector.y); }

// The unit normal of the line at point `index`, from its neighbours.
Point normal_at(const std::vector<Point>& line, std::size_t index, bool closed) {
  const std::size_t last = line.size() - 1;
  const Point before = index > 0 ? line[index - 1] : (closed ? line[last] : line[0]);
  const Point after = index < last ? line[index + 1] : (closed ? line[0] : line[last]);
  const Point along = after - before;
  const float size = length(along);
  if (size < 1e-6f) return {0, 0};
  return {-along.y / size, along.x / size};
}

}  // namespace

void Path::move_to(Point point) {
  points_.clear();
  points_.reserve(64);
  points_.push_back(point);
}

void Path::quad_to(Point control, Point end) {
  const Point start = points_.back();
  cubic_to(mix(start, control, 2.0f / 3.0f), mix(end, control, 2.0f / 3.0f), end);
}

void Path::cubic_to(Point control1, Point control2, Point end) {
  const Point start = points_.back();
  const int pieces =
      piece_count(length(control1 - start) + length(control2 - control1) + length(end - control2));
  for (int piece = 1; piece < pieces; ++piece) {
    const float t = static_cast<float>(piece) / static_cast<float>(pieces);
    const float s = 1.0f - t;
    points_.push_back(start * (s * s * s) + control1 * (3 * s * s * t) +
                      control2 * (3 * s * t * t) + end * (t * t * t));
  }
  points_.push_back(end);
}

void Path::append(const Path& other) {
  points_.insert(points_.end(), other.points_.begin(), other.points_.end());
}

void Path::shift(Point offset) {
  for (Point& point : points_) point = point + offset;
}

Path stroke_of(const Path& line, StrokeWidths widths) {
  const std::vector<Point>& points = line.points();
  Path area;
  const std::size_t count = points.size();
  if (count < 2) return area;
  // Half widths as a parabola through the three given values.
  const auto half_width = [&](std::size_t index) {
    const float t = static_cast<float>(index) / static_cast<float>(count - 1);
    return 0.5f * (widths.start * (1 - t) * (1 - 2 * t) + widths.middle * 4 * t * (1 - t) +
                   widths.end * t * (2 * t - 1));
  };
  area.move_to(points[0] + normal_at(points, 0, false) * half_width(0));
  for (std::size_t i = 1; i < count; ++i) {
    area.line_to(points[i] + normal_at(points, i, false) * half_width(i));
  }
  for (std::size_t i = count; i-- > 0;) {
    area.line_to(points[i] - normal_at(points, i, false) * half_width(i));
  }
  return area;
}

Path outline_stroke_of(const Path& line, float width) {
  const std::vector<Point>& points = line.points();
  Path area;
  const std::size_t count = points.size();
  if (count < 3) return area;
  const float half = 0.5f * width;
  area.move_to(points[0] + normal_at(points, 0, true) * half);
  for (std::size_t i = 1; i <= count; ++i) {
    area.line_to(points[i % count] + normal_at(points, i % count, true) * half);
  }
  for (std::size_t i = count + 1; i-- > 0;) {
    area.line_to(points[i % count] - normal_at(points, i % count, true) * half);
  }
  return area;
}

Path ellipse(Point centre, float radius_x, float radius_y) {
  constexpr float kArc = 0.5522848f;  // four cubic arcs make a circle to 0.03 %
  const float ax = radius_x * kArc;
  const float ay = radius_y * kArc;
  const float x = centre.x;
  const float y = centre.y;
  Path path;
  path.move_to({x + radius_x, y});
  path.cubic_to({x + radius_x, y + ay}, {x + ax, y + radius_y}, {x, y + radius_y});
  path.cubic_to({x - ax, y + radius_y}, {x - radius_x, y + ay}, {x - radius_x, y});
  path.cubic_to({x - radius_x, y - ay}, {x - ax, y - radius_y}, {x, y - radius_y});
  path.cubic_to({x + ax, y - radius_y}, {x + radius_x, y - ay}, {x + radius_x, y});
  return path;
}

}  // namespace facet::drawing
