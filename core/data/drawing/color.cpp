#include "core/data/drawing/color.h"

namespace facet::drawing {

Color from_hsv(float hue, float saturation, float value) {
  const float turn = hue - static_cast<float>(static_cast<int>(hue)) + (hue < 0 ? 1.0f : 0.0f);
  const auto channel = [&](float shift) {
    float place = turn + shift;
    if (place >= 1.0f) place -= 1.0f;
    const float distance = place < 0.5f ? place : 1.0f - place;
    const float weight = std::clamp(2.0f - 6.0f * distance, 0.0f, 1.0f);
    return value * (1.0f - saturation + saturation * weight);
  };
  return {channel(0.0f), channel(2.0f / 3.0f), channel(1.0f / 3.0f)};
}

Color jittered(const Color& color, float turns, float brightness) {
  // Rotation about (1,1,1) for a small angle a: sin a ~ a, cos a ~ 1 - a^2/2.
  const float angle = 6.2831853f * turns;
  const float cosine = 1.0f - 0.5f * angle * angle;
  const float across = angle * 0.57735027f;
  const float along = (1.0f - cosine) / 3.0f;
  const Color turned = {
      color.r * (cosine + along) + color.g * (along - across) + color.b * (along + across),
      color.r * (along + across) + color.g * (cosine + along) + color.b * (along - across),
      color.r * (along - across) + color.g * (along + across) + color.b * (cosine + along)};
  return clamped({turned.r * brightness, turned.g * brightness, turned.b * brightness});
}

}  // namespace facet::drawing
