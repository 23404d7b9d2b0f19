#include "core/data/drawing/face_labels.h"

namespace facet {

std::vector<std::string> face_label_columns() {
  return {"female", "long", "mouth_open", "glasses", "hair", "eyes", "skin", "expression"};
}

std::vector<std::string> face_label_values(const FaceLabels& labels) {
  const auto flag = [](bool value) { return std::string(value ? "1" : "0"); };
  const auto name = [](const auto& names, auto value) {
    return std::string(names[static_cast<std::size_t>(value)]);
  };
  return {flag(labels.female),
          flag(labels.long_hair),
          flag(labels.mouth_open),
          flag(labels.glasses),
          name(kHairColorNames, labels.hair),
          name(kEyeColorNames, labels.eyes),
          name(kSkinNames, labels.skin),
          name(kExpressionNames, labels.expression)};
}

}  // namespace facet
