#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace facet {

enum class HairColor { kBlack, kBrown, kBlonde, kRed, kBlue, kGreen, kPink, kSilver };
enum class EyeColor { kBrown, kBlue, kGreen, kRed, kViolet, kGold };
enum class Skin { kFair, kPeach, kTan, kBrown };
enum class Expression { kNeutral, kSmile, kAngry, kSad, kSurprised };

/// The values' names, in the order of the enumerators.
inline constexpr std::array<std::string_view, 8> kHairColorNames = {
    "black", "brown", "blonde", "red", "blue", "green", "pink", "silver"};
inline constexpr std::array<std::string_view, 6> kEyeColorNames = {"brown", "blue",   "green",
                                                                   "red",   "violet", "gold"};
inline constexpr std::array<std::string_view, 4> kSkinNames = {"fair", "peach", "tan", "brown"};
inline constexpr std::array<std::string_view, 5> kExpressionNames = {"neutral", "smile", "angry",
                                                                     "sad", "surprised"};

/// What is known about a drawn face. Each label is drawn uniformly and independently of all others
/// and of every other parameter of the picture.
struct FaceLabels {
  bool female = false;
  bool long_hair = false;
  bool mouth_open = false;
  bool glasses = false;
  HairColor hair = HairColor::kBlack;
  EyeColor eyes = EyeColor::kBrown;
  Skin skin = Skin::kFair;
  Expression expression = Expression::kNeutral;

  bool operator==(const FaceLabels&) const = default;
};

/// The columns of a labels file after `index`: female, long, mouth_open, glasses, hair, eyes, skin,
/// expression.
std::vector<std::string> face_label_columns();

/// One value per column: "0" or "1" for the first four, names for the others.
std::vector<std::string> face_label_values(const FaceLabels& labels);

}  // namespace facet
