#pragma once

#include <array>

#include "core/data/drawing/color.h"
#include "core/data/drawing/face_labels.h"

namespace facet {

/// Styles that no label names.
enum class Bangs { kStraight, kSwept, kParted, kMessy, kBetweenEyes };
inline constexpr int kBangsCount = 5;
enum class Collar { kRound, kSailor, kShirt, kTurtleneck, kHood, kJacket };
inline constexpr int kCollarCount = 6;
enum class Accessory { kNone, kClip, kRibbon, kFlower, kHeadband, kCatEars };
inline constexpr int kAccessoryCount = 6;
enum class Backdrop { kGradient, kDisc, kStripes, kBokeh, kHorizon };
inline constexpr int kBackdropCount = 5;

/// Everything a drawn face depends on. Apart from `labels` nothing here depends on a label, so that
/// two faces may differ in a label alone. Lengths are in head units: one pixel of a 64 x 64 picture
/// at scale 1. "Share" is in [0, 1], "signed" in [-1, 1].
struct FaceParameters {
  FaceLabels labels;

  // Pose.
  float offset_x = 0;    // head units
  float offset_y = 0;    // head units
  float scale = 1;       // 1.02 to 1.1
  float tilt = 0;        // tangent of half the roll angle, clockwise; -0.04 to 0.04
  float turn = 0;        // sine of the yaw; positive looks to the right of the picture
  float nod = 0;         // sine of the pitch; positive looks down
  float shoulder_x = 0;  ///< head units

  // Light.
  float light_x = 0;         // signed: from the left (-1) to the right (1)
  float light_strength = 0;  ///< share: of the shading
  float warmth = 0;          // signed: cold to warm

  // Head.
  float face_width = 0;   // signed
  float chin_length = 0;  ///< signed
  float cheeks = 0;       // signed
  float nose = 0;         // share: from a dot to a line
  float mouth_width = 0;  ///< signed
  float mouth_y = 0;      // signed
  float blush = 0;        // share
  float skin_hue = 0;     // signed
  float skin_value = 0;   // signed

  // Eyes and brows.
  float eye_size = 0;     // signed
  float eye_height = 0;   // signed
  float eye_spacing = 0;  ///< signed
  float eye_y = 0;        // signed
  float eye_slant = 0;    // signed
  float iris_size = 0;    // signed
  float gaze_x = 0;       // signed
  float gaze_y = 0;       // signed
  float lash = 0;         // share
  float brow_y = 0;       // signed
  float brow_weight = 0;  ///< signed
  float eye_hue = 0;      // signed
  float eye_value = 0;    // signed

  // Hair.
  Bangs bangs = Bangs::kStraight;
  int lock_count = 5;                   // 4 to 8 locks of bangs
  std::array<float, 10> lock_jitter{};  // signed: tip height of each lock
  std::array<float, 10> lock_lean{};    // signed: tip position of each lock
  float bangs_length = 0;               // signed
  float parting = 0;                    // signed: place of the parting
  float volume = 0;                     // share: distance of the hair from the skull
  float side_lock = 0;                  // share: length of the locks before the ears
  float tail = 0;                       // share: how far the hair's ends reach
  float flare = 0;                      // signed: ends turned in or out
  float wave = 0;                       // share: of the long hair
  float wave_phase = 0;                 // turns
  float gloss = 0;                      // share
  float gloss_y = 0;                    // signed
  bool ahoge = false;
  bool tied = false;     ///< bunches at the sides (long) or two tufts (short)
  float hair_hue = 0;    // signed
  float hair_value = 0;  ///< signed
  Accessory accessory = Accessory::kNone;
  bool accessory_right = false;
  drawing::Color accessory_color;

  // Glasses.
  float glasses_round = 0;  ///< share: from boxes to circles
  float glasses_size = 0;   // signed
  drawing::Color glasses_color;

  // Clothes and backdrop.
  Collar collar = Collar::kRound;
  drawing::Color cloth;
  drawing::Color cloth_trim;
  float shoulder_width = 0;  ///< signed
  Backdrop backdrop = Backdrop::kGradient;
  drawing::Color backdrop_top;
  drawing::Color backdrop_bottom;
  float backdrop_x = 0;  ///< signed: where its pattern lies
  float backdrop_y = 0;  ///< signed

  // Line art.
  float line_width = 1;     // head units
  float line_darkness = 0;  ///< share
};

}  // namespace facet
