#pragma once

#include "core/data/drawing/color.h"
#include "core/data/drawing/face_parameters.h"

namespace facet::drawing {

/// The colours of one face.
struct Palette {
  Color skin;
  Color skin_shade;
  Color skin_line;
  Color hair;
  Color hair_shade;
  Color hair_light;
  Color hair_line;
  Color iris;
  Color iris_dark;
  Color lash;
};

Palette palette_of(const FaceParameters& face);

}  // namespace facet::drawing
