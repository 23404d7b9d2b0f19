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
  int keys = 2;                   ///< kPath: the first faces, those that the walk passes
  bool closed = false;            ///< kPath: the walk ends where it began

  bool operator==(const PictureLayout&) const = default;
};

/// Refuses a layout of `faces` faces that no picture can have: too few faces, more than 100,000, a
/// side of more than 16,384 pixels, numbers out of range.
Status check_layout(const PictureLayout& layout, std::int64_t faces);

/// Lays faces of 64 x 64 RGB out:
/// kGrid: row by row. kPath: faces are [keys..., steps...], the keys stand above their places on
/// the row of steps, of a closed walk the first once more above its end. kArithmetic: faces are
/// [result, terms...], "result = w a - b + ..." with the signs and weights as glyphs. The layout
/// must have passed check_layout().
Image compose_picture(const PictureLayout& layout, std::span<const Image> faces);

/// The frames of a film: the steps of a walk, each enlarged four times with crisp pixels; of a
/// closed one without the last, which is the first again. Faces and layout as in compose_picture().
std::vector<Image> compose_film(const PictureLayout& layout, std::span<const Image> faces);

}  // namespace facet
