#include "core/engine/drawn_answers.h"

#include <ATen/ATen.h>

#include "core/numbers/digit_judge.h"
#include "core/numbers/encoding.h"

namespace facet {

Image tiles_picture(const at::Tensor& tiles, int scale) {
  const auto count = static_cast<int>(tiles.size(0));
  const int side = static_cast<int>(kTileSide) * scale;
  Image image = make_image(count * side, side, 1);
  const at::Tensor rows = tiles.contiguous();
  const auto* pixels = rows.const_data_ptr<std::uint8_t>();
  for (int y = 0; y < side; ++y) {
    for (int x = 0; x < count * side; ++x) {
      const std::int64_t tile = x / side;
      const std::int64_t source = (tile * kTileSide + y / scale) * kTileSide + x % side / scale;
      image.pixels[static_cast<std::size_t>(y) * static_cast<std::size_t>(image.width) +
                   static_cast<std::size_t>(x)] = pixels[source];
    }
  }
  return image;
}

Image tile_sheet(const at::Tensor& tiles, int columns) {
  const auto count = static_cast<int>(tiles.size(0));
  const auto side = static_cast<int>(kTileSide);
  Image image = make_image(columns * side, (count + columns - 1) / columns * side);
  const at::Tensor rows = tiles.contiguous();
  const auto* ink = rows.const_data_ptr<std::uint8_t>();
  for (int i = 0; i < count * side; ++i) {
    const int tile = i / side;
    const int y = tile / columns * side + i % side;
    std::size_t at = 3 * (static_cast<std::size_t>(y) * static_cast<std::size_t>(image.width) +
                          static_cast<std::size_t>(tile % columns * side));
    for (int x = 0; x < 3 * side; ++x) image.pixels[at++] = ink[i * side + x / 3];
  }
  return image;
}

Result<DrawnAnswersScore> score_drawn_answers(const NumberModel& model,
                                              std::span<const Equation> queries,
                                              const GlyphSet& test_glyphs, std::uint64_t seed) {
  Result<GlyphSetPtr> train = GlyphSet::open(model.plan().glyphs, GlyphSplit::kTrain);
  if (!train) return train.error();
  const DigitJudge judge(**train);
  const at::Tensor tiles = model.draw(queries, seed);
  const at::Tensor read = judge.read(tiles.flatten(0, 1));
  const at::Tensor truth = encode_equations(queries, model.plan().digits).answers;
  DrawnAnswersScore drawn;
  drawn.judge_accuracy = judge.accuracy(test_glyphs);
  drawn.diversity = class_diversity(tiles.flatten(0, 1), read, seed);
  drawn.diversity_real =
      class_diversity(test_glyphs.draw(truth, seed).flatten(0, 1), truth.flatten(), seed);
  drawn.score =
      score_answers(queries, answer_texts(read.view(truth.sizes()), false), model.plan().digits);
  return drawn;
}

}  // namespace facet
