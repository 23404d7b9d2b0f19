#pragma once

#include <vector>

namespace facet::drawing {

struct Point {
  float x = 0;
  float y = 0;
};

inline Point operator+(Point a, Point b) { return {a.x + b.x, a.y + b.y}; }
inline Point operator-(Point a, Point b) { return {a.x - b.x, a.y - b.y}; }
inline Point operator*(Point a, float scale) { return {a.x * scale, a.y * scale}; }
inline Point mix(Point from, Point to, float share) { return from + (to - from) * share; }

/// One contour in pixels: a polyline to which curves are added already flattened. As an area it is
/// closed from its last point to its first.
class Path {
 public:
  void move_to(Point point);
  void line_to(Point point) { points_.push_back(point); }
  void quad_to(Point control, Point end);
  void cubic_to(Point control1, Point control2, Point end);
  void append(const Path& other);

  const std::vector<Point>& points() const { return points_; }
  bool empty() const { return points_.empty(); }
  void shift(Point offset);

 private:
  std::vector<Point> points_;
};

/// Full widths in pixels at the start, in the middle and at the end of a stroke; in between a
/// parabola.
struct StrokeWidths {
  float start = 0;
  float middle = 0;
  float end = 0;
};

/// The area of a stroke of changing width along an open line.
Path stroke_of(const Path& line, StrokeWidths widths);

/// The outline of a stroke of constant width around a closed line.
Path outline_stroke_of(const Path& line, float width);

Path ellipse(Point centre, float radius_x, float radius_y);

}  // namespace facet::drawing
