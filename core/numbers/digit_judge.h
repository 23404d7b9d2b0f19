#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "core/model/parameters.h"
#include "core/numbers/glyph_set.h"
#include "core/numbers/tile_networks.h"

namespace facet {

/// Reads tiles as an outsider: a network trained apart from every model, on a glyph set's training
/// tiles alone, to score what models draw. One thread at a time.
class DigitJudge {
 public:
  /// Trains on `train`, always alike; takes seconds.
  explicit DigitJudge(const GlyphSet& train);

  /// Symbols [n] int64 of tiles [n,28,28] uint8.
  at::Tensor read(const at::Tensor& tiles) const;
  /// Share of a set's digits, up to 500 of each, that it reads right.
  double accuracy(const GlyphSet& set) const;

 private:
  struct Network {
    ParameterLayout layout;
    TileReader reader{layout, "judge"};
  };
  std::unique_ptr<Network> network_;
  Parameters weights_;
};

/// Mean root-mean-square distance, pixels in [0,1], of random pairs of tiles that show the same
/// digit: `tiles` [n,28,28] uint8, `symbols` [n] int64. How varied the tiles of a class are.
double class_diversity(const at::Tensor& tiles, const at::Tensor& symbols, std::uint64_t seed);

}  // namespace facet
