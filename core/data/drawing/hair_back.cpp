#include "core/data/drawing/face_scene.h"

namespace facet::drawing {
namespace {

// A smooth wave of period 1 and height 1 without the library's sine, which may differ between
// machines.
float wave_at(float turns) {
  const float place =
      turns - static_cast<float>(static_cast<int>(turns)) + (turns < 0 ? 1.0f : 0.0f);
  return place < 0.5f ? 16 * place * (0.5f - place) : -16 * (place - 0.5f) * (1 - place);
}

// The half width of hanging hair at height y.
float side_at(const FaceParameters& face, float y) {
  const float fall = (y + 8) / 40;
  const float wave =
      face.wave > 0.45f ? (face.wave - 0.25f) * 1.9f * wave_at(face.wave_phase + y / 15) : 0.0f;
  return 20.6f + 1.8f * face.volume + 1.4f * face.flare * fall * fall + 1.3f * fall + wave;
}

Path long_hair_path(const FaceScene& scene) {
  const FaceParameters& face = scene.face;
  const float end = 21.5f + 11.0f * face.tail;
  const Frame frame = scene.frame(Plane::kBack);
  Pen pen(frame);
  pen.move(0, -24).quad(-19, -24, -side_at(face, -8), -8);
  for (float y = -3; y < end - 4; y += 5) pen.line(-side_at(face, y), y);
  constexpr int kEnds = 8;
  const float width = side_at(face, end - 3);
  for (int i = 0; i < kEnds; ++i) {
    const float left = -width + 2 * width * static_cast<float>(i) / kEnds;
    const float right = left + 2 * width / kEnds;
    const float tip = end + 2.5f * face.lock_jitter[static_cast<std::size_t>(i)];
    const float middle = 0.5f * (left + right) + 1.5f * face.lock_lean[static_cast<std::size_t>(i)];
    pen.quad(left, end - 1, middle, tip).quad(right, end - 1, right, end - 4);
  }
  for (float y = end - 7; y > -6; y -= 5) pen.line(side_at(face, y), y);
  pen.line(side_at(face, -8), -8).quad(19, -24, 0, -24);
  return pen.path();
}

Path short_hair_path(const FaceScene& scene) {
  const FaceParameters& face = scene.face;
  const bool female = face.labels.female;
  const float end = female ? 8.5f + 5.0f * face.tail : 5.0f + 4.0f * face.tail;
  const float width = (female ? 20.0f : 18.6f) + 1.8f * face.volume;
  const float out = face.flare > 0.1f ? 3.5f * face.flare : 0.0f;
  const float in = face.flare > 0.1f ? 0.0f : 3.0f;
  Pen pen(scene.frame(Plane::kBack));
  pen.move(0, -24).quad(-19, -24, -width, -6);
  pen.cubic(-width - 1.2f, 2, -width - 0.6f, end - 4, -width - out + in, end);
  constexpr int kEnds = 6;
  const float inner = width - in - 1.5f;
  for (int i = 0; i < kEnds; ++i) {
    const float left = -inner + 2 * inner * static_cast<float>(i) / kEnds;
    const float right = left + 2 * inner / kEnds;
    const float tip =
        end + (female ? 2.0f : 2.6f) + 1.2f * face.lock_jitter[static_cast<std::size_t>(i)];
    const float lean = (i < kEnds / 2 ? -1.0f : 1.0f) * face.flare * 1.5f;
    pen.line(left, end - 0.5f).quad(left, end + 1, 0.5f * (left + right) + lean, tip);
    pen.quad(right, end + 1, right, end - 0.5f);
  }
  pen.line(width + out - in, end);
  pen.cubic(width + 0.6f, end - 4, width + 1.2f, 2, width, -6).quad(19, -24, 0, -24);
  return pen.path();
}

void draw_strands(FaceScene& scene, const Path& hair, float bottom) {
  Mask inside;
  scene.canvas.add_to(inside, hair);
  const Palette& palette = scene.palette;
  const Frame frame = scene.frame(Plane::kBack);
  for (int strand = 0; strand < 8; ++strand) {
    const float share = (static_cast<float>(strand) + 0.5f) / 8 * 2 - 1;
    const float u = share * 20 + scene.face.lock_jitter[static_cast<std::size_t>(strand)];
    Pen pen(frame);
    pen.move(0.8f * u, -6).quad(1.05f * u, 0.5f * bottom, 1.06f * u + scene.face.flare, bottom);
    const bool light = strand % 3 == 1;
    scene.stroke(pen.path(), {0.2f, light ? 1.6f : 0.9f, 0.1f},
                 light ? palette.hair : palette.hair_line, light ? 0.4f : 0.4f, &inside);
  }
}

// Bunches tied high at the sides, over the hanging hair.
void draw_bunches(FaceScene& scene) {
  const FaceParameters& face = scene.face;
  const Palette& palette = scene.palette;
  const bool is_long = face.labels.long_hair;
  const float end = is_long ? 17 + 12 * face.tail : -3 + 5 * face.tail;
  for (const float mirror : {-1.0f, 1.0f}) {
    const Frame frame = scene.frame(Plane::kBack, {mirror * 18, -14}, mirror);
    const float out = is_long ? 9.0f + 2 * face.flare : 8.0f;
    const float bottom = end + 14;
    Pen pen(frame);
    pen.move(0, -2).cubic(out, -7, out + 3, 0.35f * bottom, out - 1, 0.7f * bottom);
    pen.quad(out - 2, 0.9f * bottom, out + 1, bottom)
        .quad(out - 5, 0.98f * bottom, 3, 0.75f * bottom);
    pen.cubic(0, 0.5f * bottom, 3, 0.2f * bottom, 0, 3);
    scene.shape(
        pen.path(),
        Paint::linear(frame.at(0, -4), frame.at(out, bottom), palette.hair, palette.hair_shade),
        palette.hair_line, 0.85f);
    Pen strand(frame);
    strand.move(3, -1).cubic(out - 1, 0, out, 0.35f * bottom, out - 3, 0.85f * bottom);
    scene.stroke(strand.path(), {0.2f, 0.9f, 0.1f}, palette.hair_line, 0.6f);
    const float unit = scene.pose.unit();
    scene.canvas.fill(ellipse(frame.at(1.5f, -0.5f), 1.9f * unit, 2.3f * unit),
                      Paint::solid(face.accessory_color));
  }
}

}  // namespace

void draw_back_hair(FaceScene& scene) {
  const FaceParameters& face = scene.face;
  const Palette& palette = scene.palette;
  if (face.tied) draw_bunches(scene);
  const bool is_long = face.labels.long_hair;
  const Path hair = is_long ? long_hair_path(scene) : short_hair_path(scene);
  const Frame frame = scene.frame(Plane::kBack);
  scene.shape(hair,
              Paint::linear(frame.at(0, -4), frame.at(0, 30),
                            mix(palette.hair, palette.hair_shade, 0.55f), palette.hair_shade),
              palette.hair_line, 0.9f);
  draw_strands(scene, hair, is_long ? 28.0f : 12.0f);
  // The head's shadow on the hair behind the neck.
  const Point neck = frame.at(0, 15);
  const float unit = scene.pose.unit();
  scene.canvas.fill(
      ellipse(neck, 15 * unit, 11 * unit),
      Paint::radial_around(neck, 15 * unit, 11 * unit, shaded(palette.hair_shade, 0.7f),
                           palette.hair_shade, is_long ? 0.75f : 0.0f, 0));
}

void draw_hanging_locks(FaceScene& scene) {
  const FaceParameters& face = scene.face;
  if (!face.labels.long_hair) return;
  const Palette& palette = scene.palette;
  for (const float mirror : {-1.0f, 1.0f}) {
    const Frame frame = scene.frame(Plane::kBack, {}, mirror);
    const float end = 23 + 9 * face.tail + 1.5f * face.lock_jitter[mirror > 0 ? 8 : 9];
    const float outer = side_at(face, 8) - 0.5f;
    const float wave = face.wave > 0.45f ? 2.4f * (face.wave - 0.25f) : 0.3f;
    Pen pen(frame);
    pen.move(15.5f, -6).cubic(outer + 2, 0, outer + wave, 8, outer - 0.5f, 14);
    pen.cubic(outer - 1 - wave, 19, outer + wave, 0.8f * end, 14 + 1.5f * face.flare, end);
    pen.cubic(11.0f, 0.85f * end, 14 + wave, 20, 13.2f - wave, 15)
        .cubic(12.5f, 8, 14, 2, 15.5f, -6);
    scene.shape(pen.path(),
                Paint::linear(frame.at(0, -4), frame.at(0, end), palette.hair,
                              mix(palette.hair, palette.hair_shade, 0.8f)),
                palette.hair_line, 0.8f);
    Pen strand(frame);
    strand.move(16.5f, 2).cubic(18 + wave, 8, 16 - wave, 17, 15, 0.9f * end);
    scene.stroke(strand.path(), {0.2f, 0.9f, 0.1f}, palette.hair_line, 0.55f);
    Pen shine(frame);
    shine.move(18.5f, 3).cubic(19.5f + wave, 8, 18 - wave, 13, 17, 19);
    scene.stroke(shine.path(), {0.2f, 1.0f, 0.2f}, palette.hair_light, 0.7f);
  }
}

}  // namespace facet::drawing
