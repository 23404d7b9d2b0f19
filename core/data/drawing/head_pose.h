#pragma once

#include <cmath>

#include "core/data/drawing/face_parameters.h"
#include "core/data/drawing/path.h"

namespace facet::drawing {

/// Where a point of the drawing lies in depth: it decides how far turning the head moves it.
enum class Plane {
  kFront,  ///< on the head's surface, an ellipsoid
  kBack,   // behind the head's axis: hair hanging behind
  kBody,   // neck and shoulders, which do not turn
};

/// Maps head units to pixels. Head units: origin midway between the eyes, x to the right of the
/// picture, y down; the chin is near y = 17, the top of the hair near y = -30.
class HeadPose {
 public:
  HeadPose(const FaceParameters& face, int size)
      : pixels_per_unit_(static_cast<float>(size) / 64.0f), face_(&face) {
    const float squared = face.tilt * face.tilt;
    cosine_ = (1 - squared) / (1 + squared);
    sine_ = 2 * face.tilt / (1 + squared);
  }

  Point map(Plane plane, Point point) const {
    if (plane == Plane::kBody) {
      const Point moved = {point.x + face_->shoulder_x, point.y};
      return to_pixels({moved.x - sine_ * 0.3f * (moved.y - kPivotY), moved.y});
    }
    const float depth = plane == Plane::kFront ? surface_depth(point) : -7.0f;
    const float x = point.x * (1 - 0.5f * face_->turn * face_->turn) + depth * face_->turn;
    const float y = point.y + depth * face_->nod - kPivotY;
    return to_pixels({x * cosine_ - y * sine_, x * sine_ + y * cosine_ + kPivotY});
  }

  /// Pixels per head unit in this picture.
  float unit() const { return pixels_per_unit_ * face_->scale; }

  /// Pixels per unit of a 64-pixel picture.
  float pixel() const { return pixels_per_unit_; }

 private:
  static constexpr float kPivotY = 16;  ///< the neck, about which the head rolls

  static float surface_depth(Point point) {
    constexpr float kRadius = 21;
    const float u = point.x / kRadius;
    const float v = (point.y + 4) / 29;
    const float rest = 1 - u * u - v * v;
    return rest > 0 ? kRadius * std::sqrt(rest) : 0;
  }

  Point to_pixels(Point point) const {
    const float x = 32 + face_->offset_x + point.x * face_->scale;
    const float y = 35.5f + face_->offset_y + point.y * face_->scale;
    return {x * pixels_per_unit_, y * pixels_per_unit_};
  }

  float pixels_per_unit_;
  float cosine_;
  float sine_;
  const FaceParameters* face_;
};

/// A place on the head in which a part is drawn in its own coordinates: (u, v) about `origin`, u
/// mirrored where `mirror` is -1, turned by the small angle `slope`.
struct Frame {
  const HeadPose* pose;
  Plane plane = Plane::kFront;
  Point origin;
  float mirror = 1;
  float slope = 0;

  Point at(float u, float v) const {
    return pose->map(plane, {origin.x + mirror * (u - slope * v), origin.y + v + slope * u});
  }
};

/// Draws a path in a frame's coordinates.
class Pen {
 public:
  explicit Pen(const Frame& frame) : frame_(frame) {}

  Pen& move(float u, float v) {
    path_.move_to(frame_.at(u, v));
    return *this;
  }
  Pen& line(float u, float v) {
    path_.line_to(frame_.at(u, v));
    return *this;
  }
  Pen& quad(float cu, float cv, float u, float v) {
    path_.quad_to(frame_.at(cu, cv), frame_.at(u, v));
    return *this;
  }
  Pen& cubic(float au, float av, float bu, float bv, float u, float v) {
    path_.cubic_to(frame_.at(au, av), frame_.at(bu, bv), frame_.at(u, v));
    return *this;
  }
  const Path& path() const { return path_; }

 private:
  Frame frame_;
  Path path_;
};

}  // namespace facet::drawing
