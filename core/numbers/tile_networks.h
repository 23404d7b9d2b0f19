#pragma once

#include "core/numbers/column_solver.h"
#include "core/numbers/number_network.h"
#include "core/numbers/slot_transformer.h"

namespace facet {

/// Two convolutions and a dense layer shared by all tiles.
class TileEncoder {
 public:
  static constexpr std::int64_t kWidth = 128;
  TileEncoder(ParameterLayout& layout, const std::string& name);
  /// Features [n,kWidth] of tiles [n,28,28].
  at::Tensor operator()(const Parameters& parameters, const at::Tensor& tiles) const;

 private:
  SameConv first_;
  SameConv second_;
  Dense dense_;
};

/// Reads one tile: a digit, a sign or the blank.
class TileReader {
 public:
  TileReader(ParameterLayout& layout, const std::string& name);
  /// Log probabilities [n,kSymbols] of tiles [n,28,28].
  at::Tensor operator()(const Parameters& parameters, const at::Tensor& tiles) const;
  /// Beliefs [N,L,kSymbols] in the symbols of queries in tiles [N,L,28,28].
  at::Tensor beliefs(const Parameters& parameters, const at::Tensor& queries) const;

 private:
  TileEncoder encoder_;
  Dense out_;
};

/// Columns [N,A,3,kSymbols] of beliefs [N,L,kSymbols] in each tile's symbol: every tile counts at a
/// place as far as it is believed to stand there, which follows from where the operation and the
/// end of the query are believed to be. Certain beliefs give encode_queries()'s columns;
/// differentiable, so that an answer's error reaches the tiles.
at::Tensor believed_columns(const at::Tensor& beliefs);

/// Preset `reader`: TileReader, believed_columns and ColumnSolver, trained end to end, with the
/// cross-entropy of the tiles' own symbols added.
class ReaderNetwork final : public NumberNetwork {
 public:
  ReaderNetwork();
  at::Tensor loss(const Parameters& parameters, const NumberBatch& batch,
                  at::Generator noise) const override;
  at::Tensor answer(const Parameters& parameters, const NumberBatch& batch) const override;
  at::Tensor read_tiles(const Parameters& parameters, const at::Tensor& tiles) const override;

 private:
  TileReader reader_;
  ColumnSolver solver_;
};

/// Preset `reader-plain`: the TileEncoder's features in a SlotTransformer; nothing but answers
/// teaches it what the tiles mean.
class PlainReaderNetwork final : public NumberNetwork {
 public:
  explicit PlainReaderNetwork(int digits);
  bool units_first() const override { return false; }
  at::Tensor loss(const Parameters& parameters, const NumberBatch& batch,
                  at::Generator noise) const override;
  at::Tensor answer(const Parameters& parameters, const NumberBatch& batch) const override;

 private:
  TileEncoder encoder_;
  Dense embed_;
  SlotTransformer transformer_;
};

}  // namespace facet
