#pragma once

#include "core/numbers/column_solver.h"
#include "core/numbers/number_network.h"
#include "core/numbers/sequence_layers.h"
#include "core/numbers/slot_transformer.h"

namespace facet {

/// Preset `columns`: the ColumnSolver on the query's columns.
class ColumnNetwork final : public NumberNetwork {
 public:
  ColumnNetwork();
  at::Tensor loss(const Parameters& parameters, const NumberBatch& batch,
                  at::Generator noise) const override;
  at::Tensor answer(const Parameters& parameters, const NumberBatch& batch) const override;

 private:
  ColumnSolver solver_;
};

/// Preset `transformer`: the query's embedded characters in a SlotTransformer.
class TransformerNetwork final : public NumberNetwork {
 public:
  explicit TransformerNetwork(int digits);
  bool units_first() const override { return false; }
  at::Tensor loss(const Parameters& parameters, const NumberBatch& batch,
                  at::Generator noise) const override;
  at::Tensor answer(const Parameters& parameters, const NumberBatch& batch) const override;

 private:
  std::size_t embedding_;
  SlotTransformer transformer_;
};

/// Preset `lstm`: one LSTM reads the query, another writes the answer from its state, units first,
/// each character after the one before.
class AutoregressiveNetwork final : public NumberNetwork {
 public:
  AutoregressiveNetwork();
  at::Tensor loss(const Parameters& parameters, const NumberBatch& batch,
                  at::Generator noise) const override;
  at::Tensor answer(const Parameters& parameters, const NumberBatch& batch) const override;

 private:
  Lstm encoder_;
  Lstm decoder_;
  Dense out_;
};

/// Preset `report`: the report's baseline. LSTM 256 over one-hot characters, its last state
/// repeated for each character of the answer, LSTM 256, dense softmax; Keras' initial values.
class ReportNetwork final : public NumberNetwork {
 public:
  ReportNetwork();
  bool units_first() const override { return false; }
  void initialize(Parameters& parameters, at::Generator generator) const override;
  at::Tensor loss(const Parameters& parameters, const NumberBatch& batch,
                  at::Generator noise) const override;
  at::Tensor answer(const Parameters& parameters, const NumberBatch& batch) const override;

 private:
  Lstm encoder_;
  Lstm decoder_;
  Dense out_;
};

}  // namespace facet
