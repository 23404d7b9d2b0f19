#include "core/data/drawing/face_scene.h"

namespace facet::drawing {
namespace {

struct EyeForm {
  float width;       // half width, head units
  float top;         // height of the upper lid over the centre
  float bottom;      // depth of the lower lid
  float iris_scale;  // of the iris
  float slope;       // of the whole eye; positive: the outer corner hangs
};

struct BrowForm {
  float raise;  // head units
  float inner;  // the inner end lower (+) or higher (-)
};

EyeForm eye_form(const FaceParameters& face) {
  const bool female = face.labels.female;
  EyeForm form{};
  form.width = (female ? 5.6f : 5.0f) * (1 + 0.08f * face.eye_size);
  const float height =
      (female ? 5.9f : 4.3f) * (1 + 0.08f * face.eye_size + 0.07f * face.eye_height);
  form.top = height;
  form.bottom = 0.86f * height;
  form.iris_scale = 1 + 0.07f * face.iris_size;
  form.slope = 0.06f * face.eye_slant - (female ? 0.02f : 0.06f);
  switch (face.labels.expression) {
    case Expression::kNeutral:
      break;
    case Expression::kSmile:
      form.bottom *= 0.82f;
      break;
    case Expression::kAngry:
      form.top *= 0.84f;
      form.slope -= 0.16f;
      break;
    case Expression::kSad:
      form.top *= 0.90f;
      form.slope += 0.15f;
      break;
    case Expression::kSurprised:
      form.top *= 1.10f;
      form.bottom *= 1.08f;
      form.iris_scale *= 0.80f;
      break;
  }
  return form;
}

BrowForm brow_form(Expression expression) {
  switch (expression) {
    case Expression::kNeutral:
      return {0, 0};
    case Expression::kSmile:
      return {0.7f, -0.3f};
    case Expression::kAngry:
      return {-1.3f, 1.9f};
    case Expression::kSad:
      return {0.2f, -2.0f};
    case Expression::kSurprised:
      return {2.0f, -0.4f};
  }
  return {0, 0};
}

Frame eye_frame(const FaceScene& scene, float mirror, float slope) {
  const FaceParameters& face = scene.face;
  const float x = 8.9f + 0.45f * face.eye_spacing;
  const float y = 0.9f + 0.45f * face.eye_y;
  return scene.frame(Plane::kFront, {mirror * x, y}, mirror, slope);
}

Pen& upper_lid(Pen& pen, const EyeForm& form) {
  const float w = form.width;
  return pen
      .cubic(-0.75f * w, -0.8f * form.top, -0.1f * w, -1.12f * form.top, 0.42f * w,
             -0.86f * form.top)
      .cubic(0.72f * w, -0.72f * form.top, 0.9f * w, -0.4f * form.top, w, 0.02f * form.top);
}

Path eye_path(const Frame& frame, const EyeForm& form) {
  const float w = form.width;
  Pen pen(frame);
  pen.move(-0.9f * w, 0.15f * form.bottom);
  upper_lid(pen, form);
  pen.cubic(0.9f * w, 0.6f * form.bottom, 0.5f * w, form.bottom, 0.05f * w, form.bottom);
  pen.cubic(-0.4f * w, form.bottom, -0.75f * w, 0.7f * form.bottom, -0.9f * w, 0.15f * form.bottom);
  return pen.path();
}

// Gradient iris, pupil, the bright crescent below and the lid's shadow above.
void draw_iris(FaceScene& scene, const Frame& frame, const EyeForm& form, float mirror,
               const Mask& inside) {
  const FaceParameters& face = scene.face;
  const Palette& palette = scene.palette;
  const float unit = scene.pose.unit();
  const float rx = 0.66f * form.width * form.iris_scale;
  const float ry = 0.5f * (form.top + form.bottom) * 1.0f * form.iris_scale;
  const float u = mirror * 0.6f * face.gaze_x - 0.04f * form.width;
  const float v = 0.45f * (form.bottom - form.top) + 0.1f + 0.35f * face.gaze_y;
  const Point centre = frame.at(u, v);
  const Path iris = ellipse(centre, rx * unit, ry * unit);
  scene.canvas.fill(iris, Paint::solid(palette.iris_dark), &inside);
  scene.canvas.fill(
      ellipse(centre, (rx - 0.45f) * unit, (ry - 0.4f) * unit),
      Paint::linear(frame.at(u, v - ry), frame.at(u, v + ry),
                    mix(palette.iris_dark, palette.iris, 0.25f), brightened(palette.iris, 0.18f)),
      &inside);
  scene.canvas.fill(ellipse(frame.at(u, v - 0.08f * ry), 0.42f * rx * unit, 0.5f * ry * unit),
                    Paint::solid(mix(palette.iris_dark, {0.03f, 0.02f, 0.06f}, 0.55f)), &inside);
  const Point glow = frame.at(u, v + 0.62f * ry);
  scene.canvas.fill(ellipse(glow, 0.62f * rx * unit, 0.34f * ry * unit),
                    Paint::radial_around(glow, 0.62f * rx * unit, 0.34f * ry * unit,
                                         brightened(palette.iris, 0.6f), palette.iris, 0.9f, 0),
                    &inside);
  const Path lid_shadow =
      ellipse(frame.at(0, -1.05f * form.top), 1.2f * form.width * unit, 0.55f * form.top * unit);
  scene.canvas.fill(lid_shadow, Paint::solid({0.16f, 0.10f, 0.24f}, 0.38f), &inside);
  const float side = face.light_x < 0 ? -1.0f : 1.0f;
  const float size = 0.32f * rx * (face.labels.female ? 1.0f : 0.85f) + 0.4f;
  scene.canvas.fill(ellipse(frame.at(u + mirror * side * 0.42f * rx, v - 0.42f * ry), size * unit,
                            1.15f * size * unit),
                    Paint::solid({1, 1, 1}), &inside);
  scene.canvas.fill(ellipse(frame.at(u - mirror * side * 0.42f * rx, v + 0.42f * ry),
                            0.5f * size * unit, 0.5f * size * unit),
                    Paint::solid({1, 1, 1}, 0.85f), &inside);
}

void draw_lashes(FaceScene& scene, const Frame& frame, const EyeForm& form) {
  const FaceParameters& face = scene.face;
  const bool female = face.labels.female;
  const Color& lash = scene.palette.lash;
  const float w = form.width;
  const float weight = (female ? 1.9f : 1.35f) + 0.35f * face.lash;
  Pen upper(frame);
  upper.move(-0.98f * w, 0.1f * form.bottom);
  upper_lid(upper, form);
  scene.stroke(upper.path(), {0.5f, weight, female ? 1.3f : 0.6f}, lash);
  if (female) {
    Pen wing(frame);
    wing.move(0.62f * w, -0.55f * form.top)
        .quad(w, -0.35f * form.top, 1.32f * w + 0.4f * face.lash, -0.5f * form.top);
    scene.stroke(wing.path(), {1.2f, 1.2f, 0.1f}, lash);
    Pen second(frame);
    second.move(0.85f * w, -0.2f * form.top).quad(1.05f * w, 0, 1.3f * w, -0.02f * form.top);
    scene.stroke(second.path(), {1.0f, 0.8f, 0.1f}, lash);
  }
  Pen lower(frame);
  lower.move(0.95f * w, 0.25f * form.bottom);
  lower.quad(0.6f * w, 1.06f * form.bottom, -0.25f * w, 1.02f * form.bottom);
  scene.stroke(lower.path(), {0.7f, 0.7f, 0.15f}, lash, 0.75f);
  Pen crease(frame);
  crease.move(-0.6f * w, -1.12f * form.top - 0.4f);
  crease.quad(0.2f * w, -1.5f * form.top, 0.95f * w, -0.75f * form.top - 0.4f);
  scene.stroke(crease.path(), {0.1f, 0.6f, 0.2f}, scene.palette.skin_line, 0.6f);
}

}  // namespace

void draw_eyes(FaceScene& scene) {
  const EyeForm form = eye_form(scene.face);
  for (const float mirror : {-1.0f, 1.0f}) {
    const Frame frame = eye_frame(scene, mirror, form.slope);
    const Path eye = eye_path(frame, form);
    Mask inside;
    scene.canvas.add_to(inside, eye);
    scene.canvas.fill(eye, Paint::linear(frame.at(0, -form.top), frame.at(0, 0.3f * form.bottom),
                                         {0.80f, 0.80f, 0.88f}, {1, 1, 1}));
    draw_iris(scene, frame, form, mirror, inside);
    draw_lashes(scene, frame, form);
  }
}

void draw_brows(FaceScene& scene) {
  const FaceParameters& face = scene.face;
  const bool female = face.labels.female;
  const BrowForm form = brow_form(face.labels.expression);
  const Color color = mix(scene.palette.hair_line, scene.palette.hair, 0.15f);
  const float weight = (female ? 0.95f : 1.7f) + 0.25f * face.brow_weight;
  for (const float mirror : {-1.0f, 1.0f}) {
    Frame frame = eye_frame(scene, mirror, 0);
    frame.origin.y -= (female ? 9.0f : 7.0f) + 0.5f * face.brow_y + form.raise;
    Pen pen(frame);
    pen.move(-4.3f, 0.6f + form.inner)
        .quad(0, -1.7f + 0.35f * form.inner, 5.0f, 0.8f - 0.2f * form.inner);
    scene.stroke(pen.path(), {weight, 1.05f * weight, 0.25f}, color, 0.92f);
  }
}

}  // namespace facet::drawing
