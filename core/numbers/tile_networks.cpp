#include "core/numbers/tile_networks.h"

#include <ATen/ATen.h>

#include "core/numbers/glyph_set.h"

namespace facet {
namespace {

constexpr std::int64_t kChannels = 32;
constexpr std::int64_t kSmallSide = kTileSide / 4;
constexpr double kDigitLossWeight = 1;

/// `belief` [N,L] of the tile `by` places further right; beyond the end `beyond`.
at::Tensor ahead(const at::Tensor& belief, std::int64_t by, double beyond = 0) {
  return at::constant_pad_nd(belief, {0, by}, beyond).narrow(1, by, belief.size(1));
}

}  // namespace

TileEncoder::TileEncoder(ParameterLayout& layout, const std::string& name)
    : first_(layout, name + ".first", 1, kChannels, 2),
      second_(layout, name + ".second", kChannels, 2 * kChannels, 2),
      dense_(layout, name + ".dense", 2 * kChannels * kSmallSide * kSmallSide, kWidth) {}

at::Tensor TileEncoder::operator()(const Parameters& parameters, const at::Tensor& tiles) const {
  const at::Tensor x = tiles.unsqueeze(1).contiguous(at::MemoryFormat::ChannelsLast);
  const at::Tensor y = second_(parameters, first_(parameters, x).relu()).relu();
  return dense_(parameters, y.permute({0, 2, 3, 1}).flatten(1)).relu();
}

TileReader::TileReader(ParameterLayout& layout, const std::string& name)
    : encoder_(layout, name), out_(layout, name + ".out", TileEncoder::kWidth, kSymbols) {}

at::Tensor TileReader::operator()(const Parameters& parameters, const at::Tensor& tiles) const {
  return at::log_softmax(out_(parameters, encoder_(parameters, tiles)), -1);
}

at::Tensor TileReader::beliefs(const Parameters& parameters, const at::Tensor& queries) const {
  return (*this)(parameters, queries.flatten(0, 1))
      .exp()
      .view({queries.size(0), queries.size(1), kSymbols});
}

at::Tensor believed_columns(const at::Tensor& beliefs) {
  const std::int64_t length = beliefs.size(1);
  const std::int64_t places = (length + 1) / 2;
  const at::Tensor signs = beliefs.narrow(2, kPlus, 2);
  const at::Tensor is_sign = signs.sum(-1);
  const at::Tensor is_blank = beliefs.select(2, kBlank);
  const at::Tensor is_last = (1 - is_blank) * ahead(is_blank, 1, 1);
  const at::Tensor is_behind_sign = (is_sign.cumsum(1) - is_sign).clamp_max(1);
  std::vector<at::Tensor> left;
  std::vector<at::Tensor> right;
  for (std::int64_t place = 0; place < places; ++place) {
    left.push_back(ahead(is_sign, place + 1));
    right.push_back(ahead(is_last, place) * is_behind_sign);
  }
  // What no tile accounts for is blank.
  const auto column = [&](const std::vector<at::Tensor>& at_place) {
    const at::Tensor shares = at::stack(at_place, 1);  // [N,A,L]
    const at::Tensor symbols = at::bmm(shares, beliefs);
    const at::Tensor missing = (1 - symbols.sum(-1, true)).clamp_min(0);
    return symbols + at::constant_pad_nd(missing, {kBlank, 0});
  };
  const at::Tensor operation =
      at::constant_pad_nd(signs.sum(1), {kPlus, kSymbols - kPlus - 2}).unsqueeze(1);
  return at::stack({column(left), column(right), operation.expand({-1, places, -1})}, 2);
}

ReaderNetwork::ReaderNetwork() : reader_(layout_, "reader"), solver_(layout_, "solver") {}

at::Tensor ReaderNetwork::read_tiles(const Parameters& parameters, const at::Tensor& tiles) const {
  return reader_(parameters, tiles);
}

at::Tensor ReaderNetwork::loss(const Parameters& parameters, const NumberBatch& batch,
                               at::Generator) const {
  const at::Tensor& tiles = batch.query_tiles;
  const at::Tensor read = reader_(parameters, tiles.flatten(0, 1));
  const at::Tensor beliefs = read.exp().view({tiles.size(0), tiles.size(1), kSymbols});
  const at::Tensor answers = solver_(parameters, believed_columns(beliefs));
  const at::Tensor digits = at::nll_loss(read, batch.equations.queries.flatten());
  return answer_loss(answers, target(batch)) + digits * kDigitLossWeight;
}

at::Tensor ReaderNetwork::answer(const Parameters& parameters, const NumberBatch& batch) const {
  return solver_(parameters, believed_columns(reader_.beliefs(parameters, batch.query_tiles)));
}

PlainReaderNetwork::PlainReaderNetwork(int digits)
    : encoder_(layout_, "encoder"),
      embed_(layout_, "embed", TileEncoder::kWidth, SlotTransformer::kWidth),
      transformer_(layout_, "transformer", digits) {}

at::Tensor PlainReaderNetwork::loss(const Parameters& parameters, const NumberBatch& batch,
                                    at::Generator) const {
  return answer_loss(answer(parameters, batch), target(batch));
}

at::Tensor PlainReaderNetwork::answer(const Parameters& parameters,
                                      const NumberBatch& batch) const {
  const at::Tensor& tiles = batch.query_tiles;
  const at::Tensor features = embed_(parameters, encoder_(parameters, tiles.flatten(0, 1)));
  return transformer_(parameters,
                      features.view({tiles.size(0), tiles.size(1), SlotTransformer::kWidth}));
}

}  // namespace facet
