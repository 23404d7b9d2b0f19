#include "core/data/drawing/face_scene.h"

namespace facet::drawing {
namespace {

void draw_stripes(FaceScene& scene, const Color& color, float size) {
  const float lean = scene.face.backdrop_x * size * 0.5f;
  const float step = size * 0.25f;
  for (int stripe = -2; stripe < 6; ++stripe) {
    const float x = (static_cast<float>(stripe) + scene.face.backdrop_y) * step;
    Path path;
    path.move_to({x, 0});
    path.line_to({x + 0.5f * step, 0});
    path.line_to({x + 0.5f * step + lean, size});
    path.line_to({x + lean, size});
    scene.canvas.fill(path, Paint::solid(color, 0.55f));
  }
}

void draw_bokeh(FaceScene& scene, const Color& color, float size) {
  for (int spot = 0; spot < 6; ++spot) {
    // A low-discrepancy walk (golden ratio and its square) from the picture's own place.
    const float step = static_cast<float>(spot);
    float x = 0.5f + 0.5f * scene.face.backdrop_x + 0.618034f * step;
    float y = 0.5f + 0.5f * scene.face.backdrop_y + 0.381966f * step + 0.13f * step;
    x -= static_cast<float>(static_cast<int>(x));
    y -= static_cast<float>(static_cast<int>(y));
    const float radius = size * (0.07f + 0.018f * step);
    scene.canvas.fill(ellipse({x * size, y * size}, radius, radius), Paint::solid(color, 0.4f));
  }
}

}  // namespace

void draw_backdrop(FaceScene& scene) {
  const FaceParameters& face = scene.face;
  const float size = static_cast<float>(scene.canvas.size());
  const float lean = 0.35f * size * face.light_x;
  scene.canvas.fill_all(Paint::linear({0.5f * size - lean, 0}, {0.5f * size + lean, size},
                                      face.backdrop_top, face.backdrop_bottom));
  const Color light = brightened(face.backdrop_bottom, 0.55f);
  const Point centre = {(0.5f + 0.22f * face.backdrop_x) * size,
                        (0.42f + 0.2f * face.backdrop_y) * size};
  switch (face.backdrop) {
    case Backdrop::kGradient:
      break;
    case Backdrop::kDisc:
      scene.canvas.fill(ellipse(centre, 0.44f * size, 0.44f * size), Paint::solid(light, 0.7f));
      break;
    case Backdrop::kStripes:
      draw_stripes(scene, light, size);
      break;
    case Backdrop::kBokeh:
      draw_bokeh(scene, light, size);
      break;
    case Backdrop::kHorizon: {
      Path ground;
      ground.move_to({0, centre.y + 0.15f * size});
      ground.line_to({size, centre.y + 0.15f * size + 0.5f * lean});
      ground.line_to({size, size});
      ground.line_to({0, size});
      scene.canvas.fill(ground,
                        Paint::solid(multiply(face.backdrop_bottom, {0.86f, 0.88f, 0.92f}), 0.8f));
      break;
    }
  }
}

// The tone of the whole picture: a little warmer and brighter on the light's side, colder and
// darker away.
void draw_light(FaceScene& scene) {
  const FaceParameters& face = scene.face;
  const float size = static_cast<float>(scene.canvas.size());
  const Color warm = mix({0.88f, 0.94f, 1.0f}, {1.0f, 0.95f, 0.82f}, 0.5f + 0.5f * face.warmth);
  const float strength = 0.02f + 0.09f * face.light_strength;
  const float x = 0.5f + 0.5f * face.light_x;
  const Point lit = {x * size, 0};
  const Point dark = {(1 - x) * size, size};
  scene.canvas.fill_all(Paint::linear(lit, dark, warm, {0.30f, 0.20f, 0.45f}, strength, strength));
}

}  // namespace facet::drawing
