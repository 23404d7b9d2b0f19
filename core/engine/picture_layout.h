#pragma once

#include <span>
#include <vector>

#include "core/base/commands.h"
#include "core/base/image.h"
#include "core/base/result.h"

namespace facet {

/// How the faces of an exported picture are laid out; part of its recipe.
struct PictureLayout {
  PictureKind kind = PictureKind::kGrid;
  int columns = 10;  ///< kGrid: faces in a row
  int gap = 0;       ///< pixels between faces
  int background = 255;
  std::vector<double> weights{};  ///< kArithmetic: the weight of each term
  bool film = false;              ///< kPath: the steps are the frames of a film

  bool operator==(const PictureLayout&) const = default;
};

/// Refuses a layout of `faces` faces that no picture can have: too few faces, more than 100,000, a
/// side of more than 16,384 pixels, numbers out of range.
Status check_layout(const PictureLayout& layout, std::int64_t faces);

/// Lays faces of 64 x 64 RGB out:
/// kGrid: row by row. kPath: faces are [a, b, steps...], a and b stand above the ends of the row of
/// steps. kArithmetic: faces are [result, terms...], "result = w a - b + ..." with the signs and
/// weights as glyphs. The layout must have passed check_layout().
Image compose_picture(const PictureLayout& layout, std::span<const Image> faces);

/// The frames of a film: the steps of a walk, each enlarged four times with crisp pixels. Faces are
/// [a, b, steps...].
std::vector<Image> compose_film(std::span<const Image> faces);

}  // namespace facet
