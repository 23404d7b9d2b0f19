#pragma once

#include "core/data/drawing/canvas.h"
#include "core/data/drawing/face_parameters.h"
#include "core/data/drawing/head_pose.h"
#include "core/data/drawing/palette.h"

namespace facet::drawing {

/// One picture in the making, shared by the layers below.
struct FaceScene {
  FaceScene(const FaceParameters& parameters, int size)
      : face(parameters), pose(parameters, size), canvas(size), palette(palette_of(parameters)) {}

  Frame frame(Plane plane, Point origin = {}, float mirror = 1, float slope = 0) const {
    return {&pose, plane, origin, mirror, slope};
  }

  /// Fills `area` and strokes its outline.
  void shape(const Path& area, const Paint& paint, const Color& line, float width = 0.8f,
             float opacity = 0.9f) {
    canvas.fill(area, paint);
    canvas.fill(outline_stroke_of(area, line_width(width)), Paint::solid(line, opacity));
  }

  /// A tapering line; widths in head units.
  void stroke(const Path& line, StrokeWidths widths, const Color& color, float opacity = 1,
              const Mask* clip = nullptr) {
    const float unit = line_width(1);
    const StrokeWidths scaled = {widths.start * unit, widths.middle * unit, widths.end * unit};
    canvas.fill(stroke_of(line, scaled), Paint::solid(color, opacity), clip);
  }

  /// Head units of line to pixels.
  float line_width(float width) const { return width * face.line_width * pose.unit(); }

  FaceParameters face;
  HeadPose pose;
  Canvas canvas;
  Palette palette;
  Mask face_mask;  ///< the head's skin
  Mask hair_mask;  ///< the hair before the face
};

/// The layers, from the back to the front.
void draw_backdrop(FaceScene& scene);
void draw_back_hair(FaceScene& scene);
void draw_body(FaceScene& scene);
void draw_hanging_locks(FaceScene& scene);
void draw_head(FaceScene& scene);
void draw_mouth(FaceScene& scene);
void draw_forehead_shadow(FaceScene& scene);
void draw_eyes(FaceScene& scene);
void draw_glasses(FaceScene& scene);
void draw_front_hair(FaceScene& scene);
void draw_brows(FaceScene& scene);
void draw_cat_ears(FaceScene& scene);
void draw_accessory(FaceScene& scene);
void draw_light(FaceScene& scene);

}  // namespace facet::drawing
