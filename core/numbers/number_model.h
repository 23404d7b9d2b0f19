#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "core/model/checkpoint.h"
#include "core/numbers/glyph_set.h"
#include "core/numbers/number_network.h"

namespace facet {

/// What a model answered.
struct NumberAnswer {
  std::string text;               ///< padded right with blanks
  std::vector<float> confidence;  ///< of each character, in [0, 1]
};

/// A trained model of the number lab: network and weights. Answers come out of the weights alone.
/// Any thread, one at a time; computes with the calling thread's LibTorch threads.
class NumberModel {
 public:
  /// The averaged weights of a checkpoint's state. Errors: another kind of checkpoint, missing or
  /// misshapen tensors.
  static Result<NumberModel> from_state(const TrainerState& state, const std::string& where);
  NumberModel(NumberPlan plan, std::shared_ptr<const NumberNetwork> network, Parameters weights)
      : plan_(std::move(plan)), network_(std::move(network)), weights_(std::move(weights)) {}

  const NumberPlan& plan() const { return plan_; }
  const NumberNetwork& network() const { return *network_; }

  /// Answers queries. A model that reads tiles is shown the queries in tiles of `glyphs`, chosen by
  /// `seed`; others need none.
  std::vector<NumberAnswer> answer(std::span<const Equation> queries, const GlyphSet* glyphs,
                                   std::uint64_t seed) const;
  /// Whether it reads queries in tiles: the tasks with pictures.
  bool reads_tiles() const { return plan_.task != NumberTask::kTextToText; }
  /// The characters that it reads in the tiles [L,28,28] uint8 of a query, and how sure it is of
  /// each; empty for a network that has no notion of characters.
  NumberAnswer read(const at::Tensor& tiles) const;
  /// Answers queries in tiles [N,L,28,28] uint8; for a model that reads tiles.
  std::vector<NumberAnswer> answer_tiles(const at::Tensor& tiles) const;
  /// Styles [count,A,style_size()] of answers, drawn from N(0, 1) by `seed`.
  at::Tensor random_styles(std::int64_t count, std::uint64_t seed) const;
  /// Draws answers, [N,A,28,28] uint8, in random styles of `seed`; for a model that draws.
  at::Tensor draw(std::span<const Equation> queries, std::uint64_t seed) const;
  /// Draws answers in given styles [N,A,style_size()].
  at::Tensor draw(std::span<const Equation> queries, const at::Tensor& styles) const;
  /// Draws answers to queries in tiles [N,L,28,28] uint8, in random styles of `seed`.
  at::Tensor draw_for_tiles(const at::Tensor& tiles, std::uint64_t seed) const;
  /// The same in given styles.
  at::Tensor draw_for_tiles(const at::Tensor& tiles, const at::Tensor& styles) const;
  /// Tiles [n,28,28] uint8 of symbols [n] int64 in styles [n,style_size()].
  at::Tensor draw_symbols(const at::Tensor& symbols, const at::Tensor& styles) const;

 private:
  std::vector<NumberAnswer> answer_batch(const NumberBatch& batch) const;
  at::Tensor draw_batches(
      std::int64_t size, const at::Tensor& styles,
      const std::function<NumberBatch(std::int64_t first, std::int64_t count)>& batch) const;

  NumberPlan plan_;
  std::shared_ptr<const NumberNetwork> network_;
  Parameters weights_;
};

/// JSON text for TrainerState::settings of a number model.
std::string number_settings_to_json(const NumberPlan& plan, std::int64_t step);
/// The plan in it. Errors name `where`.
Result<NumberPlan> number_settings_from_json(std::string_view json, const std::string& where);

}  // namespace facet
