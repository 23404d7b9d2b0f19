#include "core/data/drawing/palette.h"

namespace facet::drawing {
namespace {

constexpr std::array<Color, 8> kHair = {{{0.20f, 0.18f, 0.24f},
                                         {0.50f, 0.31f, 0.21f},
                                         {0.96f, 0.81f, 0.46f},
                                         {0.82f, 0.22f, 0.20f},
                                         {0.28f, 0.45f, 0.85f},
                                         {0.32f, 0.66f, 0.45f},
                                         {0.97f, 0.60f, 0.73f},
                                         {0.80f, 0.82f, 0.90f}}};

constexpr std::array<Color, 6> kIris = {{{0.58f, 0.34f, 0.20f},
                                         {0.22f, 0.52f, 0.92f},
                                         {0.25f, 0.68f, 0.38f},
                                         {0.86f, 0.20f, 0.26f},
                                         {0.60f, 0.34f, 0.86f},
                                         {0.92f, 0.68f, 0.18f}}};

constexpr std::array<Color, 4> kSkin = {
    {{1.00f, 0.90f, 0.85f}, {0.99f, 0.83f, 0.72f}, {0.88f, 0.67f, 0.51f}, {0.63f, 0.43f, 0.32f}}};

}  // namespace

Palette palette_of(const FaceParameters& face) {
  Palette palette;
  const FaceLabels& labels = face.labels;
  palette.skin = jittered(kSkin[static_cast<std::size_t>(labels.skin)], 0.008f * face.skin_hue,
                          1 + 0.025f * face.skin_value);
  palette.skin_shade = mix(palette.skin, multiply(palette.skin, {0.80f, 0.56f, 0.56f}), 0.75f);
  palette.skin_line = mix(multiply(palette.skin, {0.55f, 0.32f, 0.30f}), {0.22f, 0.10f, 0.12f},
                          0.6f * face.line_darkness);
  palette.hair = jittered(kHair[static_cast<std::size_t>(labels.hair)], 0.018f * face.hair_hue,
                          1 + 0.08f * face.hair_value);
  palette.hair_shade = shaded(palette.hair, 0.5f);
  palette.hair_light = brightened(palette.hair, 0.28f);
  palette.hair_line = outline_of(palette.hair, 0.5f * face.line_darkness);
  palette.iris = jittered(kIris[static_cast<std::size_t>(labels.eyes)], 0.02f * face.eye_hue,
                          1 + 0.1f * face.eye_value);
  palette.iris_dark =
      mix(multiply(palette.iris, {0.38f, 0.32f, 0.42f}), {0.08f, 0.05f, 0.12f}, 0.2f);
  palette.lash = mix(multiply(palette.hair, {0.28f, 0.22f, 0.28f}), {0.13f, 0.08f, 0.11f}, 0.6f);
  return palette;
}

}  // namespace facet::drawing
