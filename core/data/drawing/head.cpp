#include "core/data/drawing/face_scene.h"

namespace facet::drawing {
namespace {

Path head_path(const FaceScene& scene) {
  const FaceParameters& face = scene.face;
  const bool female = face.labels.female;
  const float w = 16.3f + 0.8f * face.face_width - (female ? 0.0f : 0.5f);
  const float chin = (female ? 16.8f : 19.0f) + 1.0f * face.chin_length;
  const float jaw_x = (female ? 10.2f : 12.6f) + 0.9f * face.cheeks;
  const float jaw_y = chin - (female ? 3.6f : 3.4f);
  const float chin_x = female ? 1.7f : 3.4f;
  const float chin_y = chin - (female ? 0.9f : 0.6f);
  // The chin's control point continues the jaw's tangent, so that there is no corner.
  const float chin_control = chin_y + chin_x * (chin_y - jaw_y) / (jaw_x - chin_x);
  Pen pen(scene.frame(Plane::kFront));
  pen.move(-0.9f * w, -16);
  pen.cubic(-1.05f * w, -9, -1.04f * w, -1, -0.97f * w, 3.5f);
  pen.cubic(-0.93f * w, 8, -jaw_x, jaw_y, -chin_x, chin_y);
  pen.quad(0, chin_control, chin_x, chin_y);
  pen.cubic(jaw_x, jaw_y, 0.93f * w, 8, 0.97f * w, 3.5f);
  pen.cubic(1.04f * w, -1, 1.05f * w, -9, 0.9f * w, -16);
  pen.cubic(0.75f * w, -27, -0.75f * w, -27, -0.9f * w, -16);
  return pen.path();
}

void draw_ear(FaceScene& scene, float mirror) {
  const Frame frame = scene.frame(Plane::kFront, {mirror * 17.2f, 1.5f}, mirror);
  Pen pen(frame);
  pen.move(-1.5f, -4).cubic(2.2f, -6.5f, 3.6f, -3, 2.6f, 0).cubic(2.2f, 2.4f, 0.8f, 5, -1.5f, 4.5f);
  const Palette& palette = scene.palette;
  scene.shape(pen.path(), Paint::solid(mix(palette.skin, palette.skin_shade, 0.3f)),
              palette.skin_line, 0.75f);
  Pen fold(frame);
  fold.move(1.6f, -3.2f).quad(0.2f, -2.0f, 0.6f, 1.6f);
  scene.stroke(fold.path(), {0.3f, 0.7f, 0.2f}, palette.skin_line, 0.6f);
}

void draw_cheeks(FaceScene& scene) {
  const FaceParameters& face = scene.face;
  const float opacity = (face.labels.female ? 0.26f : 0.06f) + 0.3f * face.blush;
  const Color pink =
      mix(multiply(scene.palette.skin, {1.0f, 0.52f, 0.50f}), {1, 0.45f, 0.45f}, 0.3f);
  for (const float mirror : {-1.0f, 1.0f}) {
    const Frame frame = scene.frame(Plane::kFront, {mirror * 10.4f, 7.6f}, mirror);
    const float unit = scene.pose.unit();
    scene.canvas.fill(
        ellipse(frame.at(0, 0), 4.4f * unit, 2.8f * unit),
        Paint::radial_around(frame.at(0, 0), 4.4f * unit, 2.8f * unit, pink, pink, opacity, 0),
        &scene.face_mask);
    if (face.blush < 0.7f) continue;
    for (int line = -1; line <= 1; ++line) {
      const float u = 1.7f * static_cast<float>(line);
      Pen pen(frame);
      pen.move(u + 0.5f, -1).line(u - 0.5f, 1);
      scene.stroke(pen.path(), {0.2f, 0.55f, 0.2f},
                   multiply(scene.palette.skin, {0.95f, 0.4f, 0.4f}), 0.7f);
    }
  }
}

void draw_nose(FaceScene& scene) {
  const FaceParameters& face = scene.face;
  const Palette& palette = scene.palette;
  const float side = face.light_x < 0 ? 1.0f : -1.0f;
  const Frame frame = scene.frame(Plane::kFront, {0, 6.8f}, side);
  if (!face.labels.female || face.nose > 0.75f) {
    Pen bridge(frame);
    bridge.move(0.9f, -4.5f).quad(0.4f, -1.5f, 1.2f, 0.1f);
    scene.stroke(bridge.path(), {0.1f, 0.55f, 0.5f}, palette.skin_line, 0.45f);
  }
  Pen tip(frame);
  tip.move(-0.7f, 0.2f).quad(0.2f, 0.9f + 0.3f * face.nose, 1.1f, 0);
  scene.stroke(tip.path(), {0.2f, 0.8f + 0.3f * face.nose, 0.2f}, palette.skin_line, 0.75f);
  const float unit = scene.pose.unit();
  scene.canvas.fill(ellipse(frame.at(-0.5f, -0.9f), 0.55f * unit, 0.5f * unit),
                    Paint::solid({1, 1, 1}, 0.45f));
}

}  // namespace

void draw_head(FaceScene& scene) {
  const FaceParameters& face = scene.face;
  const Palette& palette = scene.palette;
  for (const float mirror : {-1.0f, 1.0f}) draw_ear(scene, mirror);
  const Path head = head_path(scene);
  scene.canvas.add_to(scene.face_mask, head);
  // The cheek away from the light and the jaw turn into shade.
  const Frame frame = scene.frame(Plane::kFront);
  const float away = face.light_x < 0 ? 1.0f : -1.0f;
  const float strength = 0.25f + 0.45f * face.light_strength;
  const Color& shade = palette.skin_shade;
  scene.canvas.fill(head, {Paint::solid(palette.skin),
                           Paint::linear(frame.at(6 * away, 0), frame.at(18 * away, 6), shade,
                                         shade, 0, strength),
                           Paint::linear(frame.at(0, 13), frame.at(0, 21), shade, shade, 0, 0.5f)});
  scene.canvas.fill(outline_stroke_of(head, scene.line_width(0.85f)),
                    Paint::solid(palette.skin_line, 0.9f));
  draw_cheeks(scene);
  draw_nose(scene);
  draw_mouth(scene);
}

}  // namespace facet::drawing
