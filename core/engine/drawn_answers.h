#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <span>

#include "core/base/image.h"
#include "core/numbers/number_model.h"
#include "core/numbers/number_score.h"

// Tiles of the number lab as pictures, and what they say to an outsider.

namespace facet {

/// Tiles [n,28,28] uint8 beside each other, each pixel scale x scale of them; grey, ink bright.
Image tiles_picture(const at::Tensor& tiles, int scale);

/// Tiles [n,28,28] uint8 row by row, RGB; the last row is filled up with black.
Image tile_sheet(const at::Tensor& tiles, int columns);

/// How a judge that was trained apart reads what a model draws.
struct DrawnAnswersScore {
  NumberScore score;
  double judge_accuracy = 0;  ///< of the judge, on digits that nobody trained on
  double diversity = 0;       ///< class_diversity() of the drawn tiles
  double diversity_real = 0;  ///< of real tiles of the same characters
};
/// Draws the answers to `queries` in styles of `seed` and scores them; `test_glyphs` are digits
/// that the judge has not seen. Takes seconds: the judge is trained. Errors: those of
/// GlyphSet::open.
Result<DrawnAnswersScore> score_drawn_answers(const NumberModel& model,
                                              std::span<const Equation> queries,
                                              const GlyphSet& test_glyphs, std::uint64_t seed);

}  // namespace facet
