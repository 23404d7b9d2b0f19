#include "core/data/drawing/counter_random.h"
#include "core/data/drawn_faces.h"

namespace facet {
namespace {

FaceLabels sample_labels(drawing::CounterRandom& random) {
  FaceLabels labels;
  labels.female = random.coin();
  labels.long_hair = random.coin();
  labels.mouth_open = random.coin();
  labels.glasses = random.coin();
  labels.hair = static_cast<HairColor>(random.integer(static_cast<int>(kHairColorNames.size())));
  labels.eyes = static_cast<EyeColor>(random.integer(static_cast<int>(kEyeColorNames.size())));
  labels.skin = static_cast<Skin>(random.integer(static_cast<int>(kSkinNames.size())));
  labels.expression =
      static_cast<Expression>(random.integer(static_cast<int>(kExpressionNames.size())));
  return labels;
}

void sample_pose(drawing::CounterRandom& random, FaceParameters& face) {
  face.offset_x = 1.1f * random.centred();
  face.offset_y = 0.9f * random.centred();
  face.scale = random.uniform(1.02f, 1.10f);
  face.tilt = 0.04f * random.centred();
  face.turn = 0.11f * random.centred();
  face.nod = 0.04f * random.centred();
  face.shoulder_x = 1.5f * random.centred();
  face.light_x = random.uniform(-1, 1);
  face.light_strength = random.unit();
  face.warmth = random.uniform(-1, 1);
}

void sample_head(drawing::CounterRandom& random, FaceParameters& face) {
  face.face_width = random.uniform(-1, 1);
  face.chin_length = random.uniform(-1, 1);
  face.cheeks = random.uniform(-1, 1);
  face.nose = random.unit();
  face.mouth_width = random.uniform(-1, 1);
  face.mouth_y = random.uniform(-1, 1);
  face.blush = random.unit();
  face.skin_hue = random.uniform(-1, 1);
  face.skin_value = random.uniform(-1, 1);
  face.eye_size = random.uniform(-1, 1);
  face.eye_height = random.uniform(-1, 1);
  face.eye_spacing = random.uniform(-1, 1);
  face.eye_y = random.uniform(-1, 1);
  face.eye_slant = random.uniform(-1, 1);
  face.iris_size = random.uniform(-1, 1);
  face.gaze_x = random.centred();
  face.gaze_y = random.centred();
  face.lash = random.unit();
  face.brow_y = random.uniform(-1, 1);
  face.brow_weight = random.uniform(-1, 1);
  face.eye_hue = random.uniform(-1, 1);
  face.eye_value = random.uniform(-1, 1);
}

void sample_hair(drawing::CounterRandom& random, FaceParameters& face) {
  face.bangs = static_cast<Bangs>(random.integer(kBangsCount));
  face.lock_count = 4 + random.integer(5);
  for (float& jitter : face.lock_jitter) jitter = random.uniform(-1, 1);
  for (float& lean : face.lock_lean) lean = random.uniform(-1, 1);
  face.bangs_length = random.uniform(-1, 1);
  face.parting = random.uniform(-1, 1);
  face.volume = random.unit();
  face.side_lock = random.unit();
  face.tail = random.unit();
  face.flare = random.uniform(-1, 1);
  face.wave = random.unit();
  face.wave_phase = random.unit();
  face.gloss = random.unit();
  face.gloss_y = random.uniform(-1, 1);
  face.ahoge = random.integer(4) == 0;
  face.tied = random.integer(6) == 0;
  face.hair_hue = random.uniform(-1, 1);
  face.hair_value = random.uniform(-1, 1);
  const bool adorned = random.integer(5) < 2;
  const int accessory = 1 + random.integer(kAccessoryCount - 1);
  face.accessory = adorned ? static_cast<Accessory>(accessory) : Accessory::kNone;
  face.accessory_right = random.coin();
  const float hue = random.unit();
  const float saturation = random.uniform(0.45f, 0.8f);
  face.accessory_color = drawing::from_hsv(hue, saturation, random.uniform(0.75f, 1.0f));
  face.glasses_round = random.unit();
  face.glasses_size = random.uniform(-1, 1);
  const float frame_hue = random.unit();
  const float frame_saturation = random.uniform(0.0f, 0.7f);
  face.glasses_color = drawing::from_hsv(frame_hue, frame_saturation, random.uniform(0.12f, 0.42f));
}

void sample_surroundings(drawing::CounterRandom& random, FaceParameters& face) {
  face.collar = static_cast<Collar>(random.integer(kCollarCount));
  const float cloth_hue = random.unit();
  const float cloth_saturation = random.uniform(0.1f, 0.7f);
  face.cloth = drawing::from_hsv(cloth_hue, cloth_saturation, random.uniform(0.3f, 0.95f));
  const float trim_hue = random.unit();
  const float trim_saturation = random.uniform(0.0f, 0.7f);
  face.cloth_trim = drawing::from_hsv(trim_hue, trim_saturation, random.uniform(0.6f, 1.0f));
  face.shoulder_width = random.uniform(-1, 1);
  face.backdrop = static_cast<Backdrop>(random.integer(kBackdropCount));
  const float hue = random.unit();
  const float saturation = random.uniform(0.14f, 0.42f);
  face.backdrop_top = drawing::from_hsv(hue, saturation, random.uniform(0.86f, 1.0f));
  const float second_hue = hue + random.uniform(-0.18f, 0.18f);
  const float second_saturation = random.uniform(0.06f, 0.3f);
  face.backdrop_bottom =
      drawing::from_hsv(second_hue, second_saturation, random.uniform(0.90f, 1.0f));
  face.backdrop_x = random.uniform(-1, 1);
  face.backdrop_y = random.uniform(-1, 1);
  face.line_width = random.uniform(0.75f, 1.1f);
  face.line_darkness = random.uniform(0.1f, 0.55f);
}

}  // namespace

FaceParameters sample_face(std::uint64_t seed, std::uint64_t index) {
  drawing::CounterRandom random(seed, index);
  FaceParameters face;
  face.labels = sample_labels(random);
  sample_pose(random, face);
  sample_head(random, face);
  sample_hair(random, face);
  sample_surroundings(random, face);
  return face;
}

}  // namespace facet
