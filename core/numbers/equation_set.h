#pragma once

#include <cstdint>
#include <vector>

#include "core/base/result.h"
#include "core/numbers/equation.h"

namespace facet {

/// All equations of a number of digits in a seeded order, the first of them for training. With up
/// to 3 digits these are all pairs with + and - (20,000 for 2 digits, as in the report: a+b and b+a
/// are two rows); with more, kSampled different ones, drawn evenly. Immutable; any thread.
class EquationSet {
 public:
  static constexpr std::int64_t kSampled = 1'000'000;

  /// Errors: a share so small or large that a split would be empty.
  static Result<EquationSet> create(int digits, double train_share, std::uint64_t seed);

  int digits() const { return digits_; }
  std::int64_t size() const { return static_cast<std::int64_t>(rows_.size()); }
  std::int64_t training_size() const { return training_size_; }
  std::int64_t test_size() const { return size() - training_size_; }
  /// Row `index` of the seeded order: a training row where index < training_size().
  Equation operator[](std::int64_t index) const;
  /// Whether the equation is one of the training rows. Builds nothing; O(size).
  bool is_training_row(const Equation& equation) const;

 private:
  EquationSet(int digits, std::vector<std::uint64_t> rows, std::int64_t training_size)
      : digits_(digits), rows_(std::move(rows)), training_size_(training_size) {}
  std::uint64_t code_of(const Equation& equation) const;

  int digits_;
  std::vector<std::uint64_t> rows_;  // (left * 10^digits + right) * 2 + (operation is -)
  std::int64_t training_size_;
};

}  // namespace facet
