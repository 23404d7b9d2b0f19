#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/numbers/equation.h"

namespace facet {

inline constexpr std::int64_t kTileSide = 28;

/// Which of a source's tiles: those that models train on, or those that they are tested with.
enum class GlyphSplit { kTrain, kTest };

/// Tiles of every symbol: digits drawn by the program, or MNIST's, with + and - drawn as strokes.
/// The tiles of the two splits are different ones. Immutable; any thread.
class GlyphSet {
 public:
  /// `name` is "drawn" or a folder that holds MNIST's IDX files of the split
  /// (train-images-idx3-ubyte, train-labels-idx1-ubyte; t10k-... for the test). Errors: a file that
  /// is missing, has a lying header, other sizes than 28 x 28, other labels than 0 to 9, labels of
  /// another number, or a digit without a picture.
  static Result<std::shared_ptr<const GlyphSet>> open(const std::string& name, GlyphSplit split);

  /// Tiles [.., 28, 28] uint8 of symbols [..] int64: one at random for each, by `seed`.
  at::Tensor draw(const at::Tensor& symbols, std::uint64_t seed) const;
  /// All tiles of a symbol, [n,28,28] uint8.
  const at::Tensor& tiles(int symbol) const { return tiles_[static_cast<std::size_t>(symbol)]; }

 private:
  std::vector<at::Tensor> tiles_;  // one for each symbol
};

using GlyphSetPtr = std::shared_ptr<const GlyphSet>;

/// Tiles as networks read them: fp32 in [0,1].
at::Tensor tiles_to_float(const at::Tensor& tiles);

/// Turns, shears, scales, shifts and bends tiles [n,28,28] fp32 a little and makes their strokes
/// thicker, thinner or fainter, each in its own way by `seed`: digits that look like other hands'
/// and fonts' digits.
at::Tensor vary_tiles(const at::Tensor& tiles, std::uint64_t seed);

}  // namespace facet
