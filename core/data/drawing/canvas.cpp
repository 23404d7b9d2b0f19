#include "core/data/drawing/canvas.h"

#include <cassert>
#include <cmath>
#include <utility>

namespace facet::drawing {
namespace {

constexpr float kLeastCoverage = 0.002f;  // less cannot change a byte

}  // namespace

Paint Paint::solid(const Color& color, float opacity) {
  Paint paint;
  paint.from = paint.to = color;
  paint.opacity_from = paint.opacity_to = opacity;
  return paint;
}

Paint Paint::linear(Point start, Point end, const Color& from, const Color& to, float opacity_from,
                    float opacity_to) {
  Paint paint;
  paint.kind = Kind::kLinear;
  paint.from = from;
  paint.to = to;
  paint.opacity_from = opacity_from;
  paint.opacity_to = opacity_to;
  paint.origin = start;
  const Point along = end - start;
  const float squared = std::max(along.x * along.x + along.y * along.y, 1e-6f);
  paint.direction = along * (1.0f / squared);
  return paint;
}

Paint Paint::radial_around(Point centre, float radius_x, float radius_y, const Color& from,
                           const Color& to, float opacity_from, float opacity_to) {
  Paint paint;
  paint.from = from;
  paint.to = to;
  paint.opacity_from = opacity_from;
  paint.opacity_to = opacity_to;
  paint.kind = Kind::kRadial;
  paint.origin = centre;
  paint.inverse_x = 1.0f / std::max(radius_x, 1e-3f);
  paint.inverse_y = 1.0f / std::max(radius_y, 1e-3f);
  return paint;
}

Canvas::Canvas(int size)
    : size_(size),
      stride_(size + 2),
      pixels_(static_cast<std::size_t>(size * size), Pixel{}),
      area_(static_cast<std::size_t>(size * stride_), 0.0f),
      spans_(static_cast<std::size_t>(size), Span{size + 2, 0}),
      coverage_(static_cast<std::size_t>(size), 0.0f) {
  assert(size > 0);
}

void Canvas::accumulate_line(Point from, Point to) {
  if (from.y == to.y) return;
  const float sign = from.y < to.y ? 1.0f : -1.0f;
  if (from.y > to.y) std::swap(from, to);
  const float limit = static_cast<float>(size_);
  if (to.y <= 0 || from.y >= limit) return;
  const float slope = (to.x - from.x) / (to.y - from.y);
  float x = from.x;
  if (from.y < 0) {
    x -= from.y * slope;
    from.y = 0;
  }
  const float end_y = std::min(to.y, limit);
  const int row_begin = static_cast<int>(from.y);
  const int row_last = std::min(static_cast<int>(end_y), size_ - 1);
  float top = from.y;
  for (int row = row_begin; row <= row_last; ++row) {
    const float bottom = row < row_last ? static_cast<float>(row + 1) : end_y;
    const float x_next = x + slope * (bottom - top);
    const float left = std::max(std::min(x, x_next), 0.0f);
    const float right = std::min(std::max(x, x_next), limit);
    // Beyond a side of the picture a line counts as lying on that side.
    accumulate_cells(row, std::min(left, limit), std::max(right, 0.0f), (bottom - top) * sign);
    top = bottom;
    x = x_next;
  }
  first_row_ = std::min(first_row_, row_begin);
  last_row_ = std::max(last_row_, row_last);
}

void Canvas::accumulate_cells(int row, float left, float right, float height) {
  const int first = static_cast<int>(left);
  const int last = static_cast<int>(right);
  float* cells = area_.data() + static_cast<std::size_t>(row * stride_ + first);
  Span& span = spans_[static_cast<std::size_t>(row)];
  span.begin = std::min(span.begin, first);
  span.end = std::max(span.end, last + 2);
  if (last == first) {
    const float inside = height * (0.5f * (left + right) - static_cast<float>(first));
    cells[0] += height - inside;
    cells[1] += inside;
    return;
  }
  // The line crosses several cells of this row: each gets the share of its trapezoid.
  const float inverse = 1.0f / (right - left);
  const float head = static_cast<float>(first + 1) - left;
  float previous = 0.5f * inverse * head * head;
  cells[0] += height * previous;
  for (int column = first + 1; column < last; ++column) {
    const float reached = inverse * (static_cast<float>(column) + 0.5f - left);
    cells[column - first] += height * (reached - previous);
    previous = reached;
  }
  const float tail = right - static_cast<float>(last);
  const float covered = 1.0f - 0.5f * inverse * tail * tail;
  cells[last - first] += height * (covered - previous);
  cells[last - first + 1] += height * (1.0f - covered);
}

void Canvas::accumulate(const Path& area) {
  first_row_ = size_;
  last_row_ = -1;
  const std::vector<Point>& points = area.points();
  if (points.size() < 3) return;
  for (std::size_t i = 0; i + 1 < points.size(); ++i) accumulate_line(points[i], points[i + 1]);
  accumulate_line(points.back(), points.front());
}

Canvas::Span Canvas::take_coverage(int y) {
  Span& touched = spans_[static_cast<std::size_t>(y)];
  const Span span = {touched.begin, std::min(touched.end, size_)};
  float* row = area_.data() + static_cast<std::size_t>(y * stride_);
  float* coverage = coverage_.data();
  float sum = 0;
  for (int x = span.begin; x < span.end; ++x) {
    sum += row[x];
    coverage[x] = std::min(std::fabs(sum), 1.0f);
  }
  for (int x = span.begin; x < touched.end; ++x) row[x] = 0;
  touched = {stride_, 0};
  return span;
}

void Canvas::blend_row(int y, Span span, const Paint& paint) {
  Pixel* pixels = pixels_.data() + offset(y);
  const float* coverage = coverage_.data();
  // The opacity rides along as a fourth channel, so that a pixel is one vector of four.
  const Pixel from = {{paint.from.r, paint.from.g, paint.from.b, paint.opacity_from}};
  const Pixel step = {{paint.to.r - paint.from.r, paint.to.g - paint.from.g,
                       paint.to.b - paint.from.b, paint.opacity_to - paint.opacity_from}};
  const auto apply = [&](int x, const Pixel& color, float weight) {
    Pixel& pixel = pixels[x];
    for (int c = 0; c < 4; ++c) pixel.channel[c] += (color.channel[c] - pixel.channel[c]) * weight;
  };
  const auto blend = [&](int x, float t) {
    const float weight = coverage[x] * (from.channel[3] + step.channel[3] * t);
    if (weight <= kLeastCoverage) return;
    Pixel color;
    for (int c = 0; c < 4; ++c) color.channel[c] = from.channel[c] + step.channel[c] * t;
    apply(x, color, weight);
  };
  const float dy = static_cast<float>(y) + 0.5f - paint.origin.y;
  switch (paint.kind) {
    case Paint::Kind::kSolid:
      for (int x = span.begin; x < span.end; ++x) {
        if (coverage[x] > kLeastCoverage) apply(x, from, coverage[x] * from.channel[3]);
      }
      break;
    case Paint::Kind::kLinear: {
      const float row_place = dy * paint.direction.y + (0.5f - paint.origin.x) * paint.direction.x;
      for (int x = span.begin; x < span.end; ++x) {
        const float place = row_place + static_cast<float>(x) * paint.direction.x;
        blend(x, std::min(std::max(place, 0.0f), 1.0f));
      }
      break;
    }
    case Paint::Kind::kRadial: {
      const float v = dy * paint.inverse_y;
      for (int x = span.begin; x < span.end; ++x) {
        const float u = (static_cast<float>(x) + 0.5f - paint.origin.x) * paint.inverse_x;
        blend(x, std::min(u * u + v * v, 1.0f));
      }
      break;
    }
  }
}

void Canvas::fill(const Path& area, std::initializer_list<Paint> paints, const Mask* clip) {
  accumulate(area);
  for (int y = first_row_; y <= last_row_; ++y) {
    const Span span = take_coverage(y);
    if (clip) {
      const float* clip_row = clip->data() + offset(y);
      for (int x = span.begin; x < span.end; ++x) {
        coverage_[static_cast<std::size_t>(x)] *= clip_row[x];
      }
    }
    for (const Paint& paint : paints) blend_row(y, span, paint);
  }
}

void Canvas::fill(const Path& area, const Paint& paint, const Mask* clip) {
  fill(area, {paint}, clip);
}

void Canvas::add_to(Mask& mask, const Path& area, float opacity) {
  if (mask.empty()) mask.assign(static_cast<std::size_t>(size_ * size_), 0.0f);
  accumulate(area);
  for (int y = first_row_; y <= last_row_; ++y) {
    const Span span = take_coverage(y);
    float* row = mask.data() + offset(y);
    for (int x = span.begin; x < span.end; ++x) {
      row[x] = std::min(row[x] + coverage_[static_cast<std::size_t>(x)] * opacity, 1.0f);
    }
  }
}

void Canvas::fill_all(const Paint& paint) {
  std::fill(coverage_.begin(), coverage_.end(), 1.0f);
  for (int y = 0; y < size_; ++y) blend_row(y, {0, size_}, paint);
}

void Canvas::write(std::span<std::uint8_t> rgb) const {
  assert(rgb.size() == pixels_.size() * 3);
  std::uint8_t* out = rgb.data();
  // Colours lie in [0, 1] and blending keeps them there.
  for (const Pixel& pixel : pixels_) {
    for (int c = 0; c < 3; ++c) {
      *out++ = static_cast<std::uint8_t>(static_cast<int>(pixel.channel[c] * 255.0f + 0.5f));
    }
  }
}

}  // namespace facet::drawing
