#pragma once

#include "core/numbers/column_solver.h"
#include "core/numbers/number_network.h"
#include "core/numbers/tile_networks.h"

namespace facet {

/// Preset `writer`: the ColumnSolver answers, and a decoder draws each of its symbols in a style. A
/// conditional VAE (Kingma & Welling 2014; Sohn et al. 2015): in training an encoder tells the
/// style of the true tile, so that a style drawn from N(0, 1) later makes a tile as varied as the
/// true ones and not their mean. A TileReader that learns from true tiles alone pulls tiles of
/// random styles towards being read as what they stand for; with it the network also answers
/// queries in tiles, so that pictures are answered by pictures. All are trained together.
class WriterNetwork final : public NumberNetwork {
 public:
  WriterNetwork();
  at::Tensor loss(const Parameters& parameters, const NumberBatch& batch,
                  at::Generator noise) const override;
  at::Tensor answer(const Parameters& parameters, const NumberBatch& batch) const override;
  at::Tensor read_tiles(const Parameters& parameters, const at::Tensor& tiles) const override;
  at::Tensor draw(const Parameters& parameters, const NumberBatch& batch,
                  const at::Tensor& styles) const override;
  at::Tensor draw_symbols(const Parameters& parameters, const at::Tensor& symbols,
                          const at::Tensor& styles) const override;
  std::int64_t style_size() const override;

 private:
  /// Logits [n,28,28] of tiles that show symbols [n,kSymbols] in styles [n,style_size()].
  at::Tensor decode(const Parameters& parameters, const at::Tensor& symbols,
                    const at::Tensor& styles) const;
  /// How badly the reader reads some of the batch's varied query tiles.
  at::Tensor reading(const Parameters& parameters, const NumberBatch& batch,
                     at::Generator noise) const;
  /// How far drawn tiles are from the true ones, and styles from N(0, 1), in nats a tile.
  at::Tensor unlikeness(const Parameters& parameters, const NumberBatch& batch,
                        const at::Tensor& answered, at::Generator noise) const;
  /// How unlike its symbol [n] the reader finds tiles of random styles; moves the decoder alone.
  at::Tensor guidance(const Parameters& parameters, const at::Tensor& symbols,
                      at::Generator noise) const;

  ColumnSolver solver_;
  TileReader reader_;
  TileEncoder style_encoder_;
  Dense style_out_;
  Dense first_;
  Dense second_;
  Dense third_;
};

/// Units-first values [N,A,...] in reading order; `symbols` [N,A] tell how many characters each
/// answer has.
at::Tensor in_reading_order(const at::Tensor& values, const at::Tensor& symbols);

}  // namespace facet
