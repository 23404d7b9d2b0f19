#include "core/engine/number_answer.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cstring>

#include "core/engine/drawn_answers.h"
#include "core/engine/number_pairs.h"
#include "core/engine/number_styles.h"

namespace facet {
namespace {

constexpr std::uint64_t kQueryStyle = 1;

Picture row_of_tiles(const at::Tensor& tiles, SerialSource& serials) {
  return {std::make_shared<const Image>(tile_sheet(tiles, static_cast<int>(tiles.size(0)))),
          serials.next()};
}

/// The scribbled tiles [1,L,28,28]; what was not scribbled is blank.
at::Tensor scribbled_tiles(const NumberQuery& query, std::int64_t length) {
  at::Tensor tiles = at::zeros({1, length, kTileSide, kTileSide}, at::kByte);
  std::memcpy(tiles.mutable_data_ptr(), query.tiles.data(),
              std::min(query.tiles.size(), tiles.nbytes()));
  return tiles;
}

/// Styles [1,A,d] of an answer: the result's on every tile, or random ones.
at::Tensor styles_of_answer(const NumberModel& model, const at::Tensor& result) {
  const std::int64_t places = answer_length(model.plan().digits);
  if (result.defined()) return result.view({1, 1, -1}).expand({1, places, -1});
  return model.random_styles(1, kQueryStyle);
}

void answer_tiles(const NumberModel& model, const at::Tensor& tiles, SerialSource& serials,
                  NumberView& view) {
  const NumberAnswer answered = model.answer_tiles(tiles).front();
  view.answer = answered.text;
  view.confidence = answered.confidence;
  view.read = model.read(tiles[0]).text;
  view.saliency = tile_saliency(model, tiles[0]);
  view.query_tiles = row_of_tiles(tiles[0], serials);
}

void answer_text(const NumberModel& model, const Equation& query, NumberView& view) {
  const NumberAnswer answered = model.answer({&query, 1}, nullptr, kQueryStyle).front();
  view.answer = answered.text;
  view.confidence = answered.confidence;
  view.read = query_text(query);
  view.saliency = query_saliency(model, query);
}

}  // namespace

void answer_in_view(const NumberModel& model, const GlyphSet* glyphs, SerialSource& serials,
                    NumberView& view) {
  const int digits = model.plan().digits;
  const bool draws = model.plan().task == NumberTask::kTextToImage;
  at::Tensor styles;
  if (draws) {
    DrawnStyles drawn = draw_styles(model, view.styles.query, serials);
    styles = styles_of_answer(model, view.styles.query.answers ? drawn.result : at::Tensor());
    view.styles = std::move(drawn.view);
  }
  if (model.reads_tiles() && view.query.from_tiles) {
    const at::Tensor tiles = scribbled_tiles(view.query, query_length(digits));
    answer_tiles(model, tiles, serials, view);
    if (draws) view.answer_tiles = row_of_tiles(model.draw_for_tiles(tiles, styles)[0], serials);
    return;
  }
  const Result<Equation> query = parse_query(view.query.text, digits);
  if (!query) {
    view.query_error = query.error().message;
    return;
  }
  if (model.plan().task == NumberTask::kImageToText) {
    const EncodedEquations asked = encode_queries({&*query, 1}, digits);
    return answer_tiles(model, glyphs->draw(asked.queries, kQueryStyle), serials, view);
  }
  answer_text(model, *query, view);
  if (draws) view.answer_tiles = row_of_tiles(model.draw({&*query, 1}, styles)[0], serials);
}

}  // namespace facet
