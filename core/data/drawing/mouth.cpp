#include "core/data/drawing/face_scene.h"

namespace facet::drawing {
namespace {

struct MouthForm {
  float curve;   // corners above (+) or below (-) the middle, head units
  float width;   // half width
  float height;  // of the open mouth
  float round;   // share: from a half moon to an ellipse
};

MouthForm form_of(const FaceParameters& face) {
  MouthForm form{};
  switch (face.labels.expression) {
    case Expression::kNeutral:
      form = {0.35f, 3.2f, 4.2f, 0.5f};
      break;
    case Expression::kSmile:
      form = {1.5f, 4.0f, 4.9f, 0.0f};
      break;
    case Expression::kAngry:
      form = {-1.2f, 3.6f, 4.4f, 0.7f};
      break;
    case Expression::kSad:
      form = {-1.0f, 3.0f, 4.0f, 0.8f};
      break;
    case Expression::kSurprised:
      form = {-0.1f, 2.6f, 5.2f, 1.0f};
      break;
  }
  form.width *= 1 + 0.12f * face.mouth_width + (face.labels.female ? 0.0f : 0.12f);
  return form;
}

void draw_closed(FaceScene& scene, const Frame& frame, const MouthForm& form) {
  const Palette& palette = scene.palette;
  const float w = form.width;
  Pen line(frame);
  line.move(-w, -0.6f * form.curve).quad(0, 1.1f * form.curve, w, -0.6f * form.curve);
  scene.stroke(line.path(), {0.55f, 1.0f, 0.55f}, palette.skin_line, 0.95f);
  if (scene.face.labels.female) {
    const float unit = scene.pose.unit();
    const Color lip = multiply(palette.skin, {0.98f, 0.55f, 0.55f});
    scene.canvas.fill(ellipse(frame.at(0, 1.4f + 0.3f * form.curve), 1.5f * unit, 0.7f * unit),
                      Paint::solid(lip, 0.55f));
  } else {
    Pen shade(frame);
    shade.move(-1.4f, 2.3f).quad(0, 2.8f, 1.4f, 2.3f);
    scene.stroke(shade.path(), {0.2f, 0.7f, 0.2f}, palette.skin_shade, 0.9f);
  }
}

void draw_open(FaceScene& scene, const Frame& frame, const MouthForm& form) {
  const float w = form.width;
  const float top = -0.6f - 0.5f * form.height * form.round * 0.6f;
  const float bottom = top + form.height;
  const float corner = top - 0.6f * form.curve + 0.4f * form.height * form.round;
  Pen pen(frame);
  pen.move(-w, corner);
  pen.cubic(-0.5f * w, top + 0.3f * form.curve, 0.5f * w, top + 0.3f * form.curve, w, corner);
  pen.cubic(0.95f * w, bottom, 0.5f * w, bottom + 0.4f, 0, bottom + 0.4f);
  pen.cubic(-0.5f * w, bottom + 0.4f, -0.95f * w, bottom, -w, corner);
  const Path mouth = pen.path();
  Mask inside;
  scene.canvas.add_to(inside, mouth);
  const Color red = {0.58f, 0.14f, 0.20f};
  scene.canvas.fill(
      mouth, Paint::linear(frame.at(0, top), frame.at(0, bottom), {0.42f, 0.08f, 0.14f}, red));
  const float unit = scene.pose.unit();
  scene.canvas.fill(
      ellipse(frame.at(0, bottom + 0.3f), 0.62f * w * unit, 0.42f * form.height * unit),
      Paint::solid({0.93f, 0.47f, 0.48f}), &inside);
  if (form.round < 0.9f) {
    Pen teeth(frame);
    teeth.move(-0.8f * w, top - 2).line(0.8f * w, top - 2).line(0.62f * w, top + 1.1f);
    teeth.quad(0, top + 1.5f + 0.2f * form.curve, -0.62f * w, top + 1.1f);
    scene.canvas.fill(teeth.path(), Paint::solid({1, 0.98f, 0.97f}, 0.95f), &inside);
  }
  const Color line = mix(scene.palette.skin_line, {0.30f, 0.08f, 0.10f}, 0.5f);
  scene.canvas.fill(outline_stroke_of(mouth, scene.line_width(0.75f)), Paint::solid(line, 0.9f));
}

}  // namespace

void draw_mouth(FaceScene& scene) {
  const FaceParameters& face = scene.face;
  const float y = (face.labels.female ? 11.4f : 12.4f) + 0.4f * face.mouth_y;
  const Frame frame = scene.frame(Plane::kFront, {0, y});
  const MouthForm form = form_of(face);
  if (face.labels.mouth_open) {
    draw_open(scene, frame, form);
  } else {
    draw_closed(scene, frame, form);
  }
}

}  // namespace facet::drawing
