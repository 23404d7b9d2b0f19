#pragma once

#include <algorithm>

namespace facet::drawing {

/// A colour, each channel in [0, 1], in the display's own encoding (sRGB values, blended as they
/// are, as illustrators' programs do).
struct Color {
  float r = 0;
  float g = 0;
  float b = 0;
};

inline Color mix(const Color& from, const Color& to, float share) {
  return {from.r + (to.r - from.r) * share, from.g + (to.g - from.g) * share,
          from.b + (to.b - from.b) * share};
}

inline Color multiply(const Color& color, const Color& tint) {
  return {color.r * tint.r, color.g * tint.g, color.b * tint.b};
}

inline Color clamped(const Color& color) {
  return {std::clamp(color.r, 0.0f, 1.0f), std::clamp(color.g, 0.0f, 1.0f),
          std::clamp(color.b, 0.0f, 1.0f)};
}

inline Color brightened(const Color& color, float share) { return mix(color, {1, 1, 1}, share); }

/// Darker and a little towards violet: the shade of a lit surface in cel painting.
inline Color shaded(const Color& color, float share) {
  return mix(color, multiply(color, {0.42f, 0.33f, 0.50f}), share);
}

/// The line art around an area of this colour: a dark tone of the colour itself.
inline Color outline_of(const Color& color, float darkness) {
  const Color dark = multiply(color, {0.36f, 0.26f, 0.32f});
  return mix(dark, {0.10f, 0.06f, 0.12f}, darkness);
}

/// hue in turns (any real number), saturation and value in [0, 1].
Color from_hsv(float hue, float saturation, float value);

/// The colour turned around the grey axis by `turns` (small) and scaled in brightness.
Color jittered(const Color& color, float turns, float brightness);

}  // namespace facet::drawing
