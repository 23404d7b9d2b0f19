#include "core/data/drawing/face_scene.h"

namespace facet::drawing {
namespace {

constexpr float kHairline = 13.8f;  // half width of the bangs
constexpr int kMaxLocks = 8;

// The lower edge of the bangs: notches between locks, and one tip for each lock.
struct BangsForm {
  int count = 0;
  std::array<Point, kMaxLocks + 1> notch;
  std::array<Point, kMaxLocks> tip;
};

float square(float value) { return value * value; }

BangsForm bangs_form(const FaceParameters& face) {
  BangsForm form;
  form.count = face.bangs == Bangs::kStraight ? std::max(face.lock_count, 6) : face.lock_count;
  const float n = static_cast<float>(form.count);
  const float part = 5.5f * face.parting;
  const float side = face.parting < 0 ? -1.0f : 1.0f;
  const float length = 1.1f * face.bangs_length;
  for (int i = 0; i <= form.count; ++i) {
    const auto index = static_cast<std::size_t>(i);
    const float x = -kHairline + 2 * kHairline * static_cast<float>(i) / n;
    const float jitter = face.lock_jitter[index];
    const float lean = face.lock_lean[index];
    const bool edge = i == 0 || i == form.count;
    const float middle = x + kHairline / n;
    float notch_y = -10.5f;
    Point tip = {middle + 0.8f * lean, -5.0f + length};
    switch (face.bangs) {
      case Bangs::kStraight:
        notch_y = -7.6f + length + 0.4f * jitter;
        tip.y = -4.8f + length + 0.5f * jitter;
        break;
      case Bangs::kSwept:
        notch_y = -12 + 0.14f * side * x + jitter;
        tip = {middle + 3.2f * side + lean, -5.8f + 0.22f * side * middle + length + 1.2f * jitter};
        break;
      case Bangs::kParted: {
        const float outward = (middle - part) / 10;
        notch_y = -19 + 0.62f * std::fabs(x - part) + 0.02f * square(x - part);
        tip = {middle + 3.4f * outward + 0.5f * lean,
               -14 + 0.75f * std::fabs(middle - part) + length + 0.7f * jitter};
        break;
      }
      case Bangs::kMessy:
        notch_y = -12 + 1.5f * lean;
        tip = {middle + 2.0f * lean, -5.2f + length + 2.4f * jitter};
        break;
      case Bangs::kBetweenEyes:
        notch_y = -12 + 0.8f * lean;
        tip.y = -5.8f + length + jitter +
                8.5f * std::max(0.0f, 1 - square((middle - 0.3f * part) / 3.2f));
        break;
    }
    form.notch[index] = {x, edge ? -5.0f : std::max(notch_y, -20.0f)};
    if (i < form.count) form.tip[index] = {std::clamp(tip.x, -15.5f, 15.5f), std::min(tip.y, 4.0f)};
  }
  if (face.bangs == Bangs::kParted) {
    // The notch nearest to the parting becomes the parting.
    const float place = (part + kHairline) / (2 * kHairline) * n;
    const auto nearest = static_cast<std::size_t>(place + 0.5f);
    form.notch[nearest] = {part, -20};
  }
  return form;
}

float side_lock_end(const FaceParameters& face) {
  const bool female = face.labels.female;
  if (face.labels.long_hair) return (female ? 10.0f : 7.0f) + 6 * face.side_lock;
  return (female ? 6.0f : 1.0f) + 6 * face.side_lock;
}

// The hair over the skull as one area: the outer contour from the left side lock's tip over the
// crown, and back along the bangs.
Path front_hair_path(const FaceScene& scene, const BangsForm& form) {
  const FaceParameters& face = scene.face;
  const float v = 0.5f + 2.6f * face.volume;
  const float end = side_lock_end(face);
  const float spread = face.labels.long_hair || face.labels.female ? 0.0f : 0.6f;
  Pen pen(scene.frame(Plane::kFront));
  pen.move(-15.6f - spread, end);
  pen.cubic(-19.0f, 0.5f * end, -19.6f - 0.4f * v, -2, -19.2f - 0.6f * v, -9);
  pen.cubic(-18.6f - v, -20, -11 - 0.6f * v, -27.5f - v, 0, -27.8f - v);
  pen.cubic(11 + 0.6f * v, -27.5f - v, 18.6f + v, -20, 19.2f + 0.6f * v, -9);
  pen.cubic(19.6f + 0.4f * v, -2, 19.0f, 0.5f * end, 15.6f + spread, end);
  const auto count = static_cast<std::size_t>(form.count);
  pen.cubic(15.4f, 0.6f * end, 13.6f, 1, form.notch[count].x, form.notch[count].y);
  for (std::size_t i = count; i-- > 0;) {
    const Point tip = form.tip[i];
    const Point from = form.notch[i + 1];
    const Point to = form.notch[i];
    pen.quad(mix(from, tip, 0.5f).x + 0.9f, mix(from, tip, 0.55f).y, tip.x, tip.y);
    pen.quad(mix(to, tip, 0.5f).x - 0.3f, mix(to, tip, 0.6f).y, to.x, to.y);
  }
  pen.cubic(-13.6f, 1, -15.4f, 0.6f * end, -15.6f - spread, end);
  return pen.path();
}

// The bright band around the crown, its edges drawn out along the locks, fading to the sides.
void draw_gloss(FaceScene& scene) {
  const FaceParameters& face = scene.face;
  constexpr int kTeeth = 7;
  constexpr float kHalf = 15;
  constexpr float kStep = 2 * kHalf / kTeeth;
  const float height = 2.0f + 1.6f * face.gloss;
  const float centre = -16.5f + 1.5f * face.gloss_y;
  const auto arc = [&](float x) { return centre + 0.017f * x * x; };
  const Frame frame = scene.frame(Plane::kFront);
  Pen pen(frame);
  pen.move(-kHalf, arc(-kHalf));
  for (int i = 0; i < kTeeth; ++i) {
    const float x = -kHalf + kStep * (static_cast<float>(i) + 0.5f);
    const float rise = height * (0.9f + 0.4f * face.lock_lean[static_cast<std::size_t>(i)]);
    pen.quad(x - 0.2f * kStep, arc(x), x + 0.1f, arc(x) - rise);
    pen.quad(x + 0.2f * kStep, arc(x), x + 0.5f * kStep, arc(x) - 0.3f * height);
  }
  for (int i = kTeeth; i-- > 0;) {
    const float x = -kHalf + kStep * (static_cast<float>(i) + 0.5f);
    const float fall = height * (1.1f + 0.5f * face.lock_jitter[static_cast<std::size_t>(i)]);
    pen.line(x + 0.5f * kStep, arc(x) + 0.3f * height);
    pen.quad(x + 0.2f * kStep, arc(x) + 0.3f * height, x - 0.1f, arc(x) + fall);
    pen.quad(x - 0.2f * kStep, arc(x) + 0.3f * height, x - 0.5f * kStep, arc(x) + 0.2f * height);
  }
  const Color light = mix(scene.palette.hair_light, {1, 1, 1}, 0.35f);
  const float unit = scene.pose.unit();
  scene.canvas.fill(pen.path(),
                    Paint::radial_around(frame.at(5 * face.light_x, centre + 1), 17 * unit,
                                         13 * unit, light, light, 0.6f + 0.3f * face.gloss, 0),
                    &scene.hair_mask);
}

void draw_strands(FaceScene& scene, const BangsForm& form) {
  const FaceParameters& face = scene.face;
  const Palette& palette = scene.palette;
  const Frame frame = scene.frame(Plane::kFront);
  const Color strand = mix(palette.hair_line, palette.hair_shade, 0.45f);
  const float crown =
      face.bangs == Bangs::kParted || face.bangs == Bangs::kSwept ? 5.5f * face.parting : 0.0f;
  for (std::size_t i = 0; i <= static_cast<std::size_t>(form.count); ++i) {
    const Point root = form.notch[i];
    Pen pen(frame);
    pen.move(root.x, root.y).quad(root.x * 1.06f, root.y - 9, 0.45f * root.x + 0.55f * crown, -23);
    scene.stroke(pen.path(), {1.0f, 0.7f, 0.0f}, strand, 0.7f, &scene.hair_mask);
    if (i == static_cast<std::size_t>(form.count)) continue;
    const Point tip = form.tip[i];
    const Point half = {mix(root, form.notch[i + 1], 0.5f).x,
                        0.5f * (root.y + form.notch[i + 1].y)};
    Pen shine(frame);
    shine.move(tip.x - 0.4f, tip.y - 2.0f)
        .quad(half.x - 0.3f, half.y - 2, half.x * 0.9f + 0.1f * crown, -21);
    scene.stroke(shine.path(), {0.1f, 1.1f, 0.1f}, palette.hair_light, 0.55f, &scene.hair_mask);
    Pen fine(frame);
    fine.move(tip.x + 0.7f, tip.y - 1.0f)
        .quad(half.x + 1.1f, half.y - 3, half.x * 0.9f + 1.2f, half.y - 8);
    scene.stroke(fine.path(), {0.2f, 0.6f, 0.1f}, strand, 0.4f, &scene.hair_mask);
  }
  for (const float mirror : {-1.0f, 1.0f}) {
    const Frame side = scene.frame(Plane::kFront, {}, mirror);
    Pen pen(side);
    pen.move(16.2f, 0.6f * side_lock_end(face)).cubic(17, -1, 17.5f, -10, 12, -22);
    scene.stroke(pen.path(), {0.1f, 0.8f, 0.1f}, strand, 0.6f, &scene.hair_mask);
  }
}

// Ends that stand out from the outline; their roots lie within the hair over the skull.
std::vector<Path> tuft_paths(const FaceScene& scene) {
  struct Tuft {
    Point root;
    Point tip;
    float width;
  };
  constexpr std::array<Tuft, 4> kTufts = {{{{17.0f, -6.0f}, {22.4f, 4.5f}, 5.0f},
                                           {{17.0f, -15.0f}, {23.4f, -5.5f}, 6.0f},
                                           {{13.5f, -22.0f}, {21.5f, -17.0f}, 6.0f},
                                           {{3.0f, -27.0f}, {11.5f, -29.8f}, 5.0f}}};
  constexpr std::array<float, kBangsCount> kAmount = {0.0f, 0.5f, 0.2f, 1.0f, 0.6f};
  const FaceParameters& face = scene.face;
  const float amount = kAmount[static_cast<std::size_t>(face.bangs)];
  const float volume = 0.4f + 2.4f * face.volume;
  std::vector<Path> paths;
  for (std::size_t i = 0; i < 2 * kTufts.size(); ++i) {
    const Tuft& tuft = kTufts[i / 2];
    const float reach = amount * (0.55f + 0.55f * face.lock_jitter[i]);
    if (reach < 0.3f) continue;
    const Point out = {0.045f * volume * tuft.root.x, 0.03f * volume * tuft.root.y};
    const Point root = tuft.root + out;
    const Point tip = mix(root, tuft.tip + out, 0.55f + 0.5f * reach);
    const Point along = tip - root;
    const Point across =
        Point{along.y, -along.x} * (0.5f * tuft.width / (std::fabs(along.x) + std::fabs(along.y)));
    const Point outer = mix(root, tip, 0.55f) + across * 1.1f;
    const Point inner = mix(root, tip, 0.6f) - across * 0.3f;
    const Point start = root + across;
    const Point end = root - across;
    Pen pen(scene.frame(Plane::kFront, {}, i % 2 == 0 ? -1.0f : 1.0f));
    pen.move(start.x, start.y)
        .quad(outer.x, outer.y, tip.x, tip.y)
        .quad(inner.x, inner.y, end.x, end.y);
    paths.push_back(pen.path());
  }
  return paths;
}

void draw_ahoge(FaceScene& scene) {
  const FaceParameters& face = scene.face;
  if (!face.ahoge) return;
  const float side = face.parting < 0 ? -1.0f : 1.0f;
  const float top = -27.8f - (0.5f + 2.6f * face.volume);
  Pen pen(scene.frame(Plane::kFront, {1.5f * face.parting, top + 1.5f}, side));
  pen.move(-1.1f, 0).cubic(-1.5f, -4, 2, -6.5f, 6.5f, -4.0f).cubic(3, -4.0f, 1.2f, -2.5f, 1.2f, 0);
  scene.canvas.fill(pen.path(), Paint::solid(scene.palette.hair));
  Path edge = pen.path();
  scene.canvas.fill(outline_stroke_of(edge, scene.line_width(0.7f)),
                    Paint::solid(scene.palette.hair_line, 0.85f));
}

}  // namespace

void draw_front_hair(FaceScene& scene) {
  const FaceParameters& face = scene.face;
  const Palette& palette = scene.palette;
  const BangsForm form = bangs_form(face);
  const Path hair = front_hair_path(scene, form);
  scene.hair_mask.clear();
  scene.canvas.add_to(scene.hair_mask, hair);
  draw_ahoge(scene);
  // Lines first: what the areas cover of them vanishes, and the tufts grow out of the outline.
  const std::vector<Path> tufts = tuft_paths(scene);
  const Paint line = Paint::solid(palette.hair_line, 0.95f);
  const float width = scene.line_width(1.6f);
  for (const Path& tuft : tufts) scene.canvas.fill(outline_stroke_of(tuft, width), line);
  scene.canvas.fill(outline_stroke_of(hair, width), line);
  for (const Path& tuft : tufts) scene.canvas.fill(tuft, Paint::solid(palette.hair));
  const Frame frame = scene.frame(Plane::kFront);
  const float away = face.light_x < 0 ? 1.0f : -1.0f;
  const float strength = 0.3f + 0.4f * face.light_strength;
  const Color& shade = palette.hair_shade;
  scene.canvas.fill(
      hair,
      {Paint::linear(frame.at(0, -26), frame.at(0, 6), palette.hair,
                     mix(palette.hair, palette.hair_light, 0.35f)),
       Paint::linear(frame.at(3 * away, -14), frame.at(21 * away, -8), shade, shade, 0, strength),
       Paint::linear(frame.at(0, -20), frame.at(0, -30), shade, shade, 0, 0.4f)});
  draw_strands(scene, form);
  draw_gloss(scene);
}

// Drawn before the eyes: the bangs darken the skin below them.
void draw_forehead_shadow(FaceScene& scene) {
  const float unit = scene.pose.unit();
  Path shadow = front_hair_path(scene, bangs_form(scene.face));
  shadow.shift({-1.2f * unit * scene.face.light_x, 2.0f * unit});
  scene.canvas.fill(shadow, Paint::solid(scene.palette.skin_shade, 0.8f), &scene.face_mask);
}

}  // namespace facet::drawing
