#include "core/data/drawing/face_scene.h"

namespace facet::drawing {
namespace {

constexpr float kNeckBase = 20.5f;

struct BodyForm {
  float neck;      // half width of the neck
  float shoulder;  // half width of the shoulders
};

void draw_sailor(FaceScene& scene, const BodyForm& form, const Color& line) {
  const FaceParameters& face = scene.face;
  const float n = form.neck;
  for (const float mirror : {-1.0f, 1.0f}) {
    Pen flap(scene.frame(Plane::kBody, {0, kNeckBase}, mirror));
    flap.move(n, -2).line(n + 6.5f, 2.2f).line(n + 5.5f, 7.0f).line(0, 10).line(0, 8.0f);
    flap.quad(n * 0.8f, 4, n, -2);
    scene.shape(flap.path(), Paint::solid(face.cloth_trim), line, 0.7f);
  }
  Pen knot(scene.frame(Plane::kBody, {0, kNeckBase + 9.5f}));
  knot.move(0, -1.2f)
      .line(4.5f, -2.5f)
      .line(4.0f, 2.5f)
      .line(0, 0.8f)
      .line(-4.0f, 2.5f)
      .line(-4.5f, -2.5f);
  scene.shape(knot.path(), Paint::solid(face.accessory_color),
              outline_of(face.accessory_color, 0.2f), 0.6f);
}

void draw_shirt(FaceScene& scene, const BodyForm& form, const Color& line) {
  const FaceParameters& face = scene.face;
  const float n = form.neck;
  Pen tie(scene.frame(Plane::kBody, {0, kNeckBase}));
  tie.move(-1.5f, 4.5f)
      .line(1.5f, 4.5f)
      .line(1.1f, 6.6f)
      .line(2.4f, 14)
      .line(-2.4f, 14)
      .line(-1.1f, 6.6f);
  scene.shape(tie.path(), Paint::solid(face.accessory_color),
              outline_of(face.accessory_color, 0.2f), 0.6f);
  for (const float mirror : {-1.0f, 1.0f}) {
    Pen flap(scene.frame(Plane::kBody, {0, kNeckBase}, mirror));
    flap.move(n - 0.3f, -3.2f).line(n + 1.4f, -1.2f).line(5.2f, 8.2f).line(0.2f, 4.2f);
    flap.quad(0.7f * n, 2.5f, n - 0.3f, -3.2f);
    scene.shape(flap.path(), Paint::solid(brightened(face.cloth_trim, 0.6f)), line, 0.7f);
  }
}

void draw_turtleneck(FaceScene& scene, const BodyForm& form, const Color& line) {
  const FaceParameters& face = scene.face;
  const float n = form.neck + 0.6f;
  Pen pen(scene.frame(Plane::kBody, {0, kNeckBase}));
  pen.move(-n, -4.5f).quad(0, -2.2f, n, -4.5f).line(n + 0.6f, 1).quad(0, 4.5f, -n - 0.6f, 1);
  scene.shape(pen.path(), Paint::solid(brightened(face.cloth, 0.15f)), line, 0.7f);
  for (const float u : {-0.5f, 0.0f, 0.5f}) {
    Pen rib(scene.frame(Plane::kBody, {u * n * 1.1f, kNeckBase}));
    rib.move(0, -2.6f).line(0, 2.0f);
    scene.stroke(rib.path(), {0.2f, 0.5f, 0.2f}, line, 0.6f);
  }
}

void draw_hood(FaceScene& scene, const BodyForm& form, const Color& line) {
  const FaceParameters& face = scene.face;
  const float n = form.neck;
  for (const float mirror : {-1.0f, 1.0f}) {
    Pen roll(scene.frame(Plane::kBody, {0, kNeckBase}, mirror));
    roll.move(n + 0.5f, -4).cubic(n + 6, -5, n + 9.5f, -0.5f, n + 6.5f, 3);
    roll.cubic(n + 3, 6, 2, 8.5f, 0, 9).line(0, 6).cubic(n - 1, 5, n, 0, n + 0.5f, -4);
    scene.shape(roll.path(), Paint::solid(mix(face.cloth, face.cloth_trim, 0.35f)), line, 0.7f);
    Pen cord(scene.frame(Plane::kBody, {2.2f, kNeckBase}, mirror));
    cord.move(mirror > 0 ? 0.0f : 4.4f, 7.2f).line(mirror > 0 ? 0.2f : 4.6f, 12);
    scene.stroke(cord.path(), {0.9f, 0.9f, 0.9f}, face.cloth_trim);
  }
}

void draw_jacket(FaceScene& scene, const BodyForm& form, const Color& line) {
  const FaceParameters& face = scene.face;
  const float n = form.neck;
  Pen shirt(scene.frame(Plane::kBody, {0, kNeckBase}));
  shirt.move(-n - 1, -1).quad(0, 6.5f, n + 1, -1).line(4, 14).line(-4, 14);
  scene.shape(shirt.path(), Paint::solid(brightened(face.cloth_trim, 0.35f)), line, 0.6f);
  for (const float mirror : {-1.0f, 1.0f}) {
    Pen lapel(scene.frame(Plane::kBody, {0, kNeckBase}, mirror));
    lapel.move(n, -2.5f).line(n + 4.5f, 0.8f).line(n + 5.5f, 5).line(n + 3.0f, 5.5f).line(2.0f, 14);
    lapel.line(0.8f, 12).quad(n + 1.0f, 4, n, -2.5f);
    scene.shape(lapel.path(), Paint::solid(shaded(face.cloth, 0.18f)), line, 0.7f);
  }
}

void draw_round(FaceScene& scene, const BodyForm& form, const Color& line) {
  const float n = form.neck;
  const Palette& palette = scene.palette;
  Pen opening(scene.frame(Plane::kBody, {0, kNeckBase}));
  opening.move(-n - 2.2f, -0.6f)
      .cubic(-n, 5.2f, n, 5.2f, n + 2.2f, -0.6f)
      .quad(0, -3, -n - 2.2f, -0.6f);
  scene.canvas.fill(opening.path(), Paint::solid(palette.skin));
  Pen hem(scene.frame(Plane::kBody, {0, kNeckBase}));
  hem.move(-n - 2.4f, -0.8f).cubic(-n, 5.4f, n, 5.4f, n + 2.4f, -0.8f);
  scene.stroke(hem.path(), {1.4f, 1.8f, 1.4f}, scene.face.cloth_trim);
  scene.stroke(hem.path(), {0.4f, 0.7f, 0.4f}, line, 0.8f);
}

void draw_neck(FaceScene& scene, const BodyForm& form) {
  const Palette& palette = scene.palette;
  const float n = form.neck;
  const Frame frame = scene.frame(Plane::kBody);
  Pen neck(frame);
  neck.move(-n, 6).quad(-n + 0.4f, 18, -n - 2, kNeckBase + 0.5f).line(-n, 27).line(n, 27);
  neck.line(n + 2, kNeckBase + 0.5f).quad(n - 0.4f, 18, n, 6);
  scene.shape(neck.path(), Paint::solid(palette.skin), palette.skin_line, 0.8f);
  const float chin = scene.face.labels.female ? 19.3f : 21.2f;
  Pen shade(frame);
  shade.move(-n, 8)
      .line(-n - 0.2f, chin - 1.8f)
      .quad(-1.2f * scene.face.light_x, chin + 2.2f, n + 0.2f, chin - 1.8f);
  shade.line(n, 8);
  scene.canvas.fill(shade.path(), Paint::solid(palette.skin_shade, 0.95f));
}

}  // namespace

void draw_body(FaceScene& scene) {
  const FaceParameters& face = scene.face;
  const bool female = face.labels.female;
  const BodyForm form = {female ? 4.9f : 6.9f,
                         (female ? 19.0f : 24.0f) + 2.0f * face.shoulder_width};
  draw_neck(scene, form);
  const Frame frame = scene.frame(Plane::kBody, {0, kNeckBase});
  const float s = form.shoulder;
  Pen pen(frame);
  pen.move(-form.neck - 1.2f, -1.2f);
  pen.cubic(-form.neck - 4, 1.6f, -s + 2, 1.5f, -s, 6).quad(-s - 2, 12, -s - 2.5f, 22);
  pen.line(s + 2.5f, 22)
      .quad(s + 2, 12, s, 6)
      .cubic(s - 2, 1.5f, form.neck + 4, 1.6f, form.neck + 1.2f, -1.2f);
  pen.quad(0, 4.5f, -form.neck - 1.2f, -1.2f);
  const Color line = outline_of(face.cloth, face.line_darkness);
  scene.shape(pen.path(),
              Paint::linear(frame.at(-s * face.light_x, 0), frame.at(s * face.light_x, 12),
                            shaded(face.cloth, 0.35f), brightened(face.cloth, 0.12f)),
              line, 0.85f);
  switch (face.collar) {
    case Collar::kRound:
      draw_round(scene, form, line);
      break;
    case Collar::kSailor:
      draw_sailor(scene, form, line);
      break;
    case Collar::kShirt:
      draw_shirt(scene, form, line);
      break;
    case Collar::kTurtleneck:
      draw_turtleneck(scene, form, line);
      break;
    case Collar::kHood:
      draw_hood(scene, form, line);
      break;
    case Collar::kJacket:
      draw_jacket(scene, form, line);
      break;
  }
}

}  // namespace facet::drawing
