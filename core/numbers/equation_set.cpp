#include "core/numbers/equation_set.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <unordered_set>

#include "core/data/drawing/counter_random.h"

namespace facet {
namespace {

constexpr int kMaxListedDigits = 3;

std::uint64_t power_of_ten(int digits) {
  std::uint64_t power = 1;
  for (int i = 0; i < digits; ++i) power *= 10;
  return power;
}

/// The bias of the remainder is beyond notice for counts so far below 2^64.
std::uint64_t below(drawing::CounterRandom& random, std::uint64_t count) {
  return random.next() % count;
}

std::vector<std::uint64_t> all_rows(std::uint64_t universe, drawing::CounterRandom& random) {
  std::vector<std::uint64_t> rows(universe);
  std::iota(rows.begin(), rows.end(), std::uint64_t{0});
  for (std::size_t i = rows.size(); i > 1; --i) std::swap(rows[i - 1], rows[below(random, i)]);
  return rows;
}

std::vector<std::uint64_t> sampled_rows(std::uint64_t universe, drawing::CounterRandom& random) {
  std::unordered_set<std::uint64_t> seen;
  std::vector<std::uint64_t> rows;
  while (rows.size() < static_cast<std::size_t>(EquationSet::kSampled)) {
    const std::uint64_t row = below(random, universe);
    if (seen.insert(row).second) rows.push_back(row);
  }
  return rows;
}

}  // namespace

Result<EquationSet> EquationSet::create(int digits, double train_share, std::uint64_t seed) {
  drawing::CounterRandom random(seed, 0);
  const std::uint64_t numbers = power_of_ten(digits);
  const std::uint64_t universe = numbers * numbers * 2;
  std::vector<std::uint64_t> rows =
      digits <= kMaxListedDigits ? all_rows(universe, random) : sampled_rows(universe, random);
  const auto size = static_cast<std::int64_t>(rows.size());
  const std::int64_t training = std::llround(train_share * static_cast<double>(size));
  if (training < 1 || training >= size) {
    return Error{ErrorCode::kBadInput,
                 "a train share of " + std::to_string(train_share) + " of " + std::to_string(size) +
                     " equations leaves the " + (training < 1 ? "training" : "test") +
                     " split empty; choose a share nearer to 0.5",
                 "train-share"};
  }
  return EquationSet(digits, std::move(rows), training);
}

Equation EquationSet::operator[](std::int64_t index) const {
  const std::uint64_t row = rows_[static_cast<std::size_t>(index)];
  const std::uint64_t numbers = power_of_ten(digits_);
  return {static_cast<std::int64_t>(row / 2 / numbers),
          static_cast<std::int64_t>(row / 2 % numbers), row % 2 == 0 ? '+' : '-'};
}

std::uint64_t EquationSet::code_of(const Equation& equation) const {
  return (static_cast<std::uint64_t>(equation.left) * power_of_ten(digits_) +
          static_cast<std::uint64_t>(equation.right)) *
             2 +
         (equation.operation == '-' ? 1 : 0);
}

bool EquationSet::is_training_row(const Equation& equation) const {
  const auto end = rows_.begin() + training_size_;
  return std::find(rows_.begin(), end, code_of(equation)) != end;
}

}  // namespace facet
