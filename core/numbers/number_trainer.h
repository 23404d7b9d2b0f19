#pragma once

#include <ATen/core/Generator.h>

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "core/numbers/equation_set.h"
#include "core/numbers/number_model.h"
#include "core/numbers/number_score.h"
#include "core/train/adam.h"

namespace facet {

/// Loss and share of whole answers that are right, on some rows of a split.
struct SplitPoint {
  double loss = 0;
  double exact = 0;
};

/// Trains one model of the number lab: a plain class whose step() does one optimiser step. All
/// functions on one thread, the one that called create(). Randomness is a function of training seed
/// and step alone; nothing depends on the clock.
class NumberTrainer {
 public:
  /// `plan` has passed resolve_number_plan(). Errors: an empty split, those of GlyphSet::open.
  static Result<std::unique_ptr<NumberTrainer>> create(const NumberPlan& plan);

  /// One step. An Error when memory runs out, a library fails or the loss is not finite.
  Status step();
  std::int64_t steps_done() const { return steps_done_; }
  std::int64_t steps_per_epoch() const;
  /// Equations seen.
  std::int64_t equations_done() const;
  const NumberPlan& plan() const { return plan_; }
  const EquationSet& equations() const { return equations_; }
  /// Tiles that tests show; null for tasks without pictures.
  const GlyphSet* test_glyphs() const { return test_glyphs_.get(); }

  /// Mean loss of the steps since the last call.
  double take_loss();
  /// Loss and accuracy of the averaged weights on at most `limit` rows of a split, always the same.
  SplitPoint measure(GlyphSplit split, std::int64_t limit) const;
  /// Scores text answers on at most `limit` test rows.
  NumberScore test(std::int64_t limit) const;

  /// A copy of the averaged weights, which answer.
  NumberModel snapshot() const;
  /// A copy of everything; N + save + load + N steps equals 2N to the bit with the same threads.
  TrainerState save_state() const;
  Status load_state(const TrainerState& state, const std::string& where);

 private:
  NumberTrainer(NumberPlan plan, EquationSet equations, GlyphSetPtr train_glyphs,
                GlyphSetPtr test_glyphs, GlyphSetPtr mixed_glyphs);
  NumberBatch next_batch();
  /// Equations as the network is tested with them.
  NumberBatch make_batch(EncodedEquations equations, const GlyphSet* glyphs,
                         std::uint64_t seed) const;
  /// Adds the tiles that a training step sees.
  void show_tiles(NumberBatch& batch, std::uint64_t seed) const;
  std::vector<Equation> rows(GlyphSplit split, std::int64_t limit) const;
  void shuffle(std::int64_t epoch);

  NumberPlan plan_;
  EquationSet equations_;
  GlyphSetPtr train_glyphs_;
  GlyphSetPtr test_glyphs_;
  GlyphSetPtr mixed_glyphs_;  ///< drawn ones beside MNIST's, so that other hands can be read too
  EncodedEquations training_;
  std::shared_ptr<const NumberNetwork> network_;
  Parameters weights_;
  Parameters average_;
  Adam adam_;
  at::Generator noise_;
  std::int64_t steps_done_ = 0;
  std::int64_t epoch_ = -1;
  at::Tensor order_;  // of epoch_
  at::Tensor loss_sum_;
  std::int64_t loss_count_ = 0;
};

}  // namespace facet
