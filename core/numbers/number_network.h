#pragma once

#include <ATen/core/Generator.h>
#include <ATen/core/Tensor.h>

#include <memory>

#include "core/base/number_plan.h"
#include "core/model/parameters.h"
#include "core/numbers/encoding.h"

namespace facet {

/// What a network is given. A text network reads the equations' queries or columns, a picture
/// network the tiles; answers are there in training only.
struct NumberBatch {
  EncodedEquations equations;
  at::Tensor query_tiles;   ///< [n,L,28,28] fp32 in [0,1], ink 1, of the first n equations
  at::Tensor answer_tiles;  ///< [n,A,28,28], as read, likewise
};

/// A network of the number lab: a stateless value that computes with the Parameters it is handed.
/// Any thread.
class NumberNetwork {
 public:
  virtual ~NumberNetwork() = default;

  const ParameterLayout& layout() const { return layout_; }
  /// Draws initial values.
  virtual void initialize(Parameters& parameters, at::Generator generator) const {
    parameters.initialize(layout_, std::move(generator));
  }
  /// Whether answers are written units first.
  virtual bool units_first() const { return true; }

  /// What is minimised, a scalar; `noise` is seeded for the step.
  virtual at::Tensor loss(const Parameters& parameters, const NumberBatch& batch,
                          at::Generator noise) const = 0;
  /// Log probabilities of each symbol of the answer, [N,A,kSymbols], in the network's own order.
  /// A network of both texts and tiles answers the equations where they are given, else the tiles.
  virtual at::Tensor answer(const Parameters& parameters, const NumberBatch& batch) const = 0;

  /// Symbols that the network reads in tiles [n,28,28]: log probabilities [n,kSymbols]. Undefined
  /// where the network reads no tiles.
  virtual at::Tensor read_tiles(const Parameters&, const at::Tensor&) const { return {}; }
  /// Tiles of answers, [N,A,28,28] as read, in styles [N,A,style_size()]. Undefined where the
  /// network draws none.
  virtual at::Tensor draw(const Parameters&, const NumberBatch&, const at::Tensor&) const {
    return {};
  }
  /// Tiles [n,28,28] of symbols [n] int64 in styles [n,style_size()], likewise.
  virtual at::Tensor draw_symbols(const Parameters&, const at::Tensor&, const at::Tensor&) const {
    return {};
  }
  virtual std::int64_t style_size() const { return 0; }

  /// Symbols that `answer` scores against, [N,A].
  const at::Tensor& target(const NumberBatch& batch) const {
    return units_first() ? batch.equations.reversed : batch.equations.answers;
  }

 protected:
  ParameterLayout layout_;
};

/// Mean cross-entropy of log probabilities [N,A,kSymbols] against symbols [N,A].
at::Tensor answer_loss(const at::Tensor& log_probabilities, const at::Tensor& target);

/// The network of a plan that resolve_number_plan() has passed.
std::unique_ptr<const NumberNetwork> make_number_network(const NumberPlan& plan);

}  // namespace facet
