#include "core/data/drawing/face_scene.h"

namespace facet::drawing {
namespace {

void draw_clip(FaceScene& scene, const Frame& frame, const Color& line) {
  const Color& color = scene.face.accessory_color;
  for (const float tilt : {-1.0f, 1.0f}) {
    Pen bar(frame);
    bar.move(-3, -1.2f * tilt - 0.6f).line(3, 1.2f * tilt - 0.6f).line(3, 1.2f * tilt + 0.8f);
    bar.line(-3, -1.2f * tilt + 0.8f);
    scene.shape(bar.path(), Paint::solid(color), line, 0.5f);
  }
}

void draw_ribbon(FaceScene& scene, const Frame& frame, const Color& line) {
  const Color& color = scene.face.accessory_color;
  for (const float mirror : {-1.0f, 1.0f}) {
    Frame half = frame;
    half.mirror *= mirror;
    half.slope *= mirror;
    Pen loop(half);
    loop.move(0, -1.2f).cubic(3, -6, 7.5f, -5.5f, 6.6f, 0).cubic(7.5f, 4.5f, 3, 4, 0, 1.2f);
    scene.shape(loop.path(),
                Paint::linear(half.at(0, 0), half.at(6, 0), shaded(color, 0.5f), color), line,
                0.7f);
  }
  const float unit = scene.pose.unit();
  scene.shape(ellipse(frame.at(0, 0), 1.4f * unit, 1.7f * unit), Paint::solid(color), line, 0.6f);
}

void draw_flower(FaceScene& scene, const Frame& frame, const Color& line) {
  const Color& color = scene.face.accessory_color;
  constexpr std::array<Point, 5> kPetals = {
      {{0, -2.6f}, {2.47f, -0.8f}, {1.53f, 2.1f}, {-1.53f, 2.1f}, {-2.47f, -0.8f}}};
  const float unit = scene.pose.unit();
  for (const Point& petal : kPetals) {
    scene.shape(ellipse(frame.at(petal.x, petal.y), 1.9f * unit, 1.9f * unit),
                Paint::solid(brightened(color, 0.35f)), line, 0.45f, 0.7f);
  }
  scene.canvas.fill(ellipse(frame.at(0, 0), 1.3f * unit, 1.3f * unit),
                    Paint::solid({1.0f, 0.85f, 0.3f}));
}

void draw_headband(FaceScene& scene, const Color& line) {
  const Color& color = scene.face.accessory_color;
  Pen band(scene.frame(Plane::kFront));
  band.move(-20.0f, -12)
      .cubic(-17, -22, -9, -25.5f, 0, -25.5f)
      .cubic(9, -25.5f, 17, -22, 20.0f, -12);
  band.line(19.0f, -8.5f)
      .cubic(16, -18.5f, 8.5f, -22.3f, 0, -22.3f)
      .cubic(-8.5f, -22.3f, -16, -18.5f, -19.0f, -8.5f);
  scene.canvas.fill(band.path(), Paint::solid(color), &scene.hair_mask);
  scene.canvas.fill(outline_stroke_of(band.path(), scene.line_width(0.6f)),
                    Paint::solid(line, 0.8f), &scene.hair_mask);
}

}  // namespace

void draw_cat_ears(FaceScene& scene) {
  const FaceParameters& face = scene.face;
  if (face.accessory != Accessory::kCatEars) return;
  const Palette& palette = scene.palette;
  for (const float mirror : {-1.0f, 1.0f}) {
    const Frame frame =
        scene.frame(Plane::kFront, {mirror * 12.5f, -24.5f - 1.5f * face.volume}, mirror);
    Pen ear(frame);
    ear.move(-6, 3).quad(-2, -5, 5, -6.5f).quad(7.5f, 1, 5.5f, 9);
    scene.shape(ear.path(), Paint::solid(palette.hair), palette.hair_line, 0.9f);
    Pen inner(frame);
    inner.move(-2, 3).quad(0.5f, -2.5f, 4, -4).quad(5.2f, 1, 3.8f, 6);
    scene.canvas.fill(inner.path(), Paint::solid({0.98f, 0.72f, 0.74f}, 0.85f));
  }
}

void draw_accessory(FaceScene& scene) {
  const FaceParameters& face = scene.face;
  const Color line = outline_of(face.accessory_color, 0.3f * face.line_darkness);
  const float side = face.accessory_right ? 1.0f : -1.0f;
  switch (face.accessory) {
    case Accessory::kNone:
    case Accessory::kCatEars:
      break;
    case Accessory::kClip:
      draw_clip(scene, scene.frame(Plane::kFront, {side * 13.5f, -11}, side, 0.5f), line);
      break;
    case Accessory::kRibbon:
      draw_ribbon(scene, scene.frame(Plane::kFront, {side * 13, -22}, side, 0.55f), line);
      break;
    case Accessory::kFlower:
      draw_flower(scene, scene.frame(Plane::kFront, {side * 15, -15}, side), line);
      break;
    case Accessory::kHeadband:
      draw_headband(scene, line);
      break;
  }
}

}  // namespace facet::drawing
