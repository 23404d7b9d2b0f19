#include "core/numbers/writer_network.h"

#include <ATen/ATen.h>
#include <torch/csrc/autograd/autograd.h>

#include "core/numbers/glyph_set.h"

namespace facet {
namespace {

constexpr std::int64_t kStyle = 16;
constexpr std::int64_t kHidden = 256;
// Nats a tile are some hundred times the nats a symbol.
constexpr double kTileWeight = 0.02;
constexpr double kGuidanceWeight = 0.5;
// A decoder's mean over all that a style leaves open is blurred, and blur takes variety away: at 1
// the tiles of a class differ 0.68 as much as MNIST's, at 1.5 0.77 as much.
constexpr double kSharpness = 1.5;

/// Tiles as they are drawn, of the decoder's logits.
at::Tensor ink_of(const at::Tensor& logits) { return (logits * kSharpness).sigmoid(); }

}  // namespace

at::Tensor in_reading_order(const at::Tensor& values, const at::Tensor& symbols) {
  const std::int64_t length = symbols.size(1);
  const at::Tensor count = symbols.ne(kBlank).sum(1, true);  // [N,1]
  const at::Tensor place = at::arange(length, at::kLong).unsqueeze(0);
  const at::Tensor source = at::where(place < count, count - 1 - place, place);  // [N,A]
  std::vector<std::int64_t> shape = values.sizes().vec();
  at::Tensor index = source;
  for (std::int64_t i = 2; i < values.dim(); ++i) index = index.unsqueeze(-1);
  return values.gather(1, index.expand(shape));
}

WriterNetwork::WriterNetwork()
    : solver_(layout_, "solver"),
      reader_(layout_, "reader"),
      style_encoder_(layout_, "style"),
      style_out_(layout_, "style.out", TileEncoder::kWidth + kSymbols, 2 * kStyle),
      first_(layout_, "decoder.first", kSymbols + kStyle, kHidden),
      second_(layout_, "decoder.second", kHidden, 2 * kHidden),
      third_(layout_, "decoder.third", 2 * kHidden, kTileSide * kTileSide) {}

std::int64_t WriterNetwork::style_size() const { return kStyle; }

at::Tensor WriterNetwork::decode(const Parameters& parameters, const at::Tensor& symbols,
                                 const at::Tensor& styles) const {
  const at::Tensor x = first_(parameters, at::cat({symbols, styles}, 1)).relu();
  const at::Tensor y = second_(parameters, x).relu();
  return third_(parameters, y).view({-1, kTileSide, kTileSide});
}

at::Tensor WriterNetwork::guidance(const Parameters& parameters, const at::Tensor& symbols,
                                   at::Generator noise) const {
  const at::Tensor styles = at::randn({symbols.size(0), kStyle}, noise, at::kFloat);
  const at::Tensor tiles = ink_of(decode(parameters, one_hot_symbols(symbols), styles));
  // The reader must not learn from drawn tiles, so only the tiles' gradient is taken from it.
  const at::Tensor seen = tiles.detach().requires_grad_();
  const at::Tensor unlike = at::nll_loss(reader_(parameters, seen), symbols);
  const at::Tensor pull = torch::autograd::grad({unlike}, {seen}).front();
  return (tiles * pull).sum();
}

at::Tensor WriterNetwork::reading(const Parameters& parameters, const NumberBatch& batch,
                                  at::Generator noise) const {
  const at::Tensor tiles = batch.query_tiles.flatten(0, 1);
  const at::Tensor symbols =
      batch.equations.queries.narrow(0, 0, batch.query_tiles.size(0)).flatten();
  const at::Tensor some =
      at::randperm(tiles.size(0), noise, at::kLong).narrow(0, 0, tiles.size(0) * 3 / 5);
  return at::nll_loss(reader_(parameters, tiles.index_select(0, some)),
                      symbols.index_select(0, some));
}

at::Tensor WriterNetwork::unlikeness(const Parameters& parameters, const NumberBatch& batch,
                                     const at::Tensor& answered, at::Generator noise) const {
  const std::int64_t shown = batch.answer_tiles.size(0);
  const at::Tensor beliefs = in_reading_order(answered.narrow(0, 0, shown).exp(),
                                              batch.equations.reversed.narrow(0, 0, shown));
  const at::Tensor tiles = batch.answer_tiles.flatten(0, 1);
  const at::Tensor symbols = batch.equations.answers.narrow(0, 0, shown).flatten();
  const at::Tensor features =
      at::cat({style_encoder_(parameters, tiles), one_hot_symbols(symbols)}, 1);
  const at::Tensor posterior = style_out_(parameters, features);
  const at::Tensor mean = posterior.narrow(1, 0, kStyle);
  const at::Tensor log_var = posterior.narrow(1, kStyle, kStyle).clamp(-8, 4);
  const at::Tensor styles =
      mean + at::randn(mean.sizes(), noise, mean.options()) * (log_var * 0.5).exp();
  const at::Tensor drawn = decode(parameters, beliefs.flatten(0, 1), styles);
  const at::Tensor likeness =
      at::binary_cross_entropy_with_logits(drawn, tiles, {}, {}, at::Reduction::Sum);
  const at::Tensor divergence = (mean.square() + log_var.exp() - 1 - log_var).sum() * 0.5;
  return (likeness + divergence) / static_cast<double>(tiles.size(0));
}

at::Tensor WriterNetwork::loss(const Parameters& parameters, const NumberBatch& batch,
                               at::Generator noise) const {
  const at::Tensor answered = answer(parameters, batch);
  const at::Tensor symbols =
      batch.equations.answers.narrow(0, 0, batch.answer_tiles.size(0)).flatten();
  return answer_loss(answered, target(batch)) + reading(parameters, batch, noise) +
         unlikeness(parameters, batch, answered, noise) * kTileWeight +
         guidance(parameters, symbols, noise) * kGuidanceWeight;
}

at::Tensor WriterNetwork::answer(const Parameters& parameters, const NumberBatch& batch) const {
  if (batch.equations.columns.defined()) {
    return solver_(parameters, one_hot_symbols(batch.equations.columns));
  }
  return solver_(parameters, believed_columns(reader_.beliefs(parameters, batch.query_tiles)));
}

at::Tensor WriterNetwork::read_tiles(const Parameters& parameters, const at::Tensor& tiles) const {
  return reader_(parameters, tiles);
}

at::Tensor WriterNetwork::draw_symbols(const Parameters& parameters, const at::Tensor& symbols,
                                       const at::Tensor& styles) const {
  return ink_of(decode(parameters, one_hot_symbols(symbols), styles));
}

at::Tensor WriterNetwork::draw(const Parameters& parameters, const NumberBatch& batch,
                               const at::Tensor& styles) const {
  const at::Tensor answered = answer(parameters, batch);
  const at::Tensor beliefs = in_reading_order(answered.exp(), answered.argmax(-1));
  return ink_of(decode(parameters, beliefs.flatten(0, 1), styles.flatten(0, 1)))
      .view({styles.size(0), styles.size(1), kTileSide, kTileSide});
}

}  // namespace facet
