#include "core/data/drawing/face_scene.h"

namespace facet::drawing {

void draw_glasses(FaceScene& scene) {
  const FaceParameters& face = scene.face;
  if (!face.labels.glasses) return;
  const float rx = 7.1f + 0.25f * face.glasses_size;
  const float ry = (face.labels.female ? 6.7f : 5.8f) + 0.3f * face.glasses_size;
  // The control points' distance: 0.55 gives an ellipse, near 1 a box.
  const float k = 0.55f + 0.33f * (1 - face.glasses_round);
  const Color& frame_color = face.glasses_color;
  for (const float mirror : {-1.0f, 1.0f}) {
    const Frame frame = scene.frame(Plane::kFront, {mirror * 8.9f, 1.5f}, mirror);
    Pen pen(frame);
    pen.move(rx, -0.3f * ry);
    pen.cubic(rx, k * ry, k * rx, ry, 0, ry).cubic(-k * rx, ry, -rx, k * ry, -rx, -0.1f * ry);
    pen.cubic(-rx, -k * ry, -k * rx, -ry, 0, -ry).cubic(k * rx, -ry, rx, -k * ry, rx, -0.3f * ry);
    const Path lens = pen.path();
    Mask inside;
    scene.canvas.add_to(inside, lens);
    scene.canvas.fill(lens,
                      Paint::linear(frame.at(-rx, -ry), frame.at(rx, ry), {0.90f, 0.97f, 1.0f},
                                    {0.75f, 0.88f, 1.0f}, 0.26f, 0.04f));
    Pen glint(frame);
    glint.move(mirror * 2.6f, -ry)
        .line(mirror * 4.6f, -ry)
        .line(-mirror * 1.4f, ry)
        .line(-mirror * 3.4f, ry);
    scene.canvas.fill(glint.path(), Paint::solid({1, 1, 1}, 0.22f), &inside);
    scene.canvas.fill(outline_stroke_of(lens, 1.1f * scene.pose.unit()), Paint::solid(frame_color));
    Pen upper(frame);
    upper.move(-rx, -0.1f * ry).cubic(-rx, -k * ry, -k * rx, -ry, 0, -ry);
    upper.cubic(k * rx, -ry, rx, -k * ry, rx, -0.3f * ry);
    scene.stroke(upper.path(), {1.2f, 1.9f, 1.6f}, frame_color);
    Pen arm(frame);
    arm.move(rx, -0.5f * ry).line(9.2f, -0.55f * ry);
    scene.stroke(arm.path(), {1.5f, 1.2f, 1.1f}, frame_color);
  }
  Pen bridge(scene.frame(Plane::kFront, {0, 1.0f}));
  const float inner = 8.9f - rx;
  bridge.move(-inner, 0).quad(0, -1.4f, inner, 0);
  scene.stroke(bridge.path(), {1.3f, 1.3f, 1.3f}, frame_color);
}

}  // namespace facet::drawing
