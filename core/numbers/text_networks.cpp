#include "core/numbers/text_networks.h"

#include <ATen/ATen.h>

namespace facet {
namespace {

constexpr double kEmbeddingDeviation = 0.1;
constexpr std::int64_t kAutoregressiveWidth = 128;
constexpr std::int64_t kReportWidth = 256;

}  // namespace

at::Tensor answer_loss(const at::Tensor& log_probabilities, const at::Tensor& target) {
  return at::nll_loss(log_probabilities.flatten(0, 1), target.flatten());
}

ColumnNetwork::ColumnNetwork() : solver_(layout_, "solver") {}

at::Tensor ColumnNetwork::loss(const Parameters& parameters, const NumberBatch& batch,
                               at::Generator) const {
  return answer_loss(answer(parameters, batch), target(batch));
}

at::Tensor ColumnNetwork::answer(const Parameters& parameters, const NumberBatch& batch) const {
  return solver_(parameters, one_hot_symbols(batch.equations.columns));
}

TransformerNetwork::TransformerNetwork(int digits)
    : embedding_(layout_.add("embedding", {kSymbols, SlotTransformer::kWidth},
                             Initializer::normal(kEmbeddingDeviation))),
      transformer_(layout_, "transformer", digits) {}

at::Tensor TransformerNetwork::loss(const Parameters& parameters, const NumberBatch& batch,
                                    at::Generator) const {
  return answer_loss(answer(parameters, batch), target(batch));
}

at::Tensor TransformerNetwork::answer(const Parameters& parameters,
                                      const NumberBatch& batch) const {
  return transformer_(parameters, at::embedding(parameters[embedding_], batch.equations.queries));
}

AutoregressiveNetwork::AutoregressiveNetwork()
    : encoder_(layout_, "encoder", kSymbols, kAutoregressiveWidth),
      decoder_(layout_, "decoder", kSymbols, kAutoregressiveWidth),
      out_(layout_, "out", kAutoregressiveWidth, kSymbols) {}

at::Tensor AutoregressiveNetwork::loss(const Parameters& parameters, const NumberBatch& batch,
                                       at::Generator) const {
  const Lstm::Output read = encoder_(parameters, one_hot_symbols(batch.equations.queries));
  // Teacher forcing: the true characters before each one, zeros before the first.
  const at::Tensor written = one_hot_symbols(target(batch));
  const at::Tensor before = at::constant_pad_nd(written, {0, 0, 1, -1});
  const Lstm::Output wrote = decoder_(parameters, before, read.hidden, read.cell);
  return answer_loss(at::log_softmax(out_(parameters, wrote.sequence), -1), target(batch));
}

at::Tensor AutoregressiveNetwork::answer(const Parameters& parameters,
                                         const NumberBatch& batch) const {
  Lstm::Output state = encoder_(parameters, one_hot_symbols(batch.equations.queries));
  const std::int64_t count = batch.equations.queries.size(0);
  at::Tensor before = at::zeros({count, 1, kSymbols}, at::kFloat);
  std::vector<at::Tensor> symbols;
  const std::int64_t length = (batch.equations.queries.size(1) + 1) / 2;
  for (std::int64_t i = 0; i < length; ++i) {
    state = decoder_(parameters, before, state.hidden, state.cell);
    symbols.push_back(at::log_softmax(out_(parameters, state.sequence), -1));
    before = one_hot_symbols(symbols.back().argmax(-1));
  }
  return at::cat(symbols, 1);
}

ReportNetwork::ReportNetwork()
    : encoder_(layout_, "encoder", kSymbols, kReportWidth),
      decoder_(layout_, "decoder", kReportWidth, kReportWidth),
      out_(layout_, "out", kReportWidth, kSymbols) {}

void ReportNetwork::initialize(Parameters& parameters, at::Generator generator) const {
  parameters.initialize(layout_, generator);
  encoder_.initialize_as_keras(parameters, generator);
  decoder_.initialize_as_keras(parameters, generator);
}

at::Tensor ReportNetwork::loss(const Parameters& parameters, const NumberBatch& batch,
                               at::Generator) const {
  return answer_loss(answer(parameters, batch), target(batch));
}

at::Tensor ReportNetwork::answer(const Parameters& parameters, const NumberBatch& batch) const {
  const at::Tensor code =
      encoder_(parameters, one_hot_symbols(batch.equations.queries)).hidden.transpose(0, 1);
  const std::int64_t length = (batch.equations.queries.size(1) + 1) / 2;
  const at::Tensor repeated = code.expand({-1, length, -1}).contiguous();
  return at::log_softmax(out_(parameters, decoder_(parameters, repeated).sequence), -1);
}

}  // namespace facet
