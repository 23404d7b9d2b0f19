#include "core/measure/arithmetic_cases.h"

#include <algorithm>
#include <cassert>
#include <map>
#include <optional>
#include <string>

#include "core/data/drawing/counter_random.h"

namespace facet {
namespace {

constexpr int kTriesPerCase = 50;

/// What faces have in common: `attribute` has `value`, and `other` (ignored if negative) has
/// `other_value`.
struct Kind {
  int attribute = 0;
  int value = 0;
  int other = -1;
  int other_value = -1;
  auto operator<=>(const Kind&) const = default;
};

/// Rows by what they have in common.
class RowIndex {
 public:
  RowIndex(const AttributeTable& table, std::span<const std::int64_t> rows)
      : table_(table), rows_(rows) {}

  const std::vector<std::int64_t>& find(const Kind& kind) {
    auto [place, fresh] = found_.try_emplace(kind);
    if (fresh) {
      for (const std::int64_t row : rows_) {
        if (class_of(kind.attribute, row) == kind.value &&
            (kind.other < 0 || class_of(kind.other, row) == kind.other_value)) {
          place->second.push_back(row);
        }
      }
    }
    return place->second;
  }

  /// The rows of that kind that `choose` answers.
  const std::vector<std::int64_t>& chosen(const Kind& kind, const ChoosePicks& choose, int count) {
    auto [place, fresh] = chosen_.try_emplace(kind);
    if (fresh) place->second = choose(find(kind), count);
    return place->second;
  }

 private:
  int class_of(int attribute, std::int64_t row) const {
    return table_.classes[static_cast<std::size_t>(attribute)][static_cast<std::size_t>(row)];
  }

  const AttributeTable& table_;
  std::span<const std::int64_t> rows_;
  std::map<Kind, std::vector<std::int64_t>> found_;
  std::map<Kind, std::vector<std::int64_t>> chosen_;
};

int other_than(int value, int count, drawing::CounterRandom& random) {
  return (value + 1 + random.integer(count - 1)) % count;
}

std::int64_t any_of(const std::vector<std::int64_t>& rows, drawing::CounterRandom& random) {
  return rows[static_cast<std::size_t>(random.integer(static_cast<int>(rows.size())))];
}

/// Different rows, as far as there are enough.
std::vector<std::int64_t> some_of(std::vector<std::int64_t> rows, int count,
                                  drawing::CounterRandom& random) {
  std::vector<std::int64_t> chosen;
  for (int i = 0; i < count && !rows.empty(); ++i) {
    const auto place = static_cast<std::size_t>(random.integer(static_cast<int>(rows.size())));
    chosen.push_back(rows[place]);
    rows.erase(rows.begin() + static_cast<std::ptrdiff_t>(place));
  }
  return chosen;
}

std::optional<ArithmeticCase> random_case(const AttributeTable& table, RowIndex& picks,
                                          RowIndex& starts, const CaseOptions& options,
                                          drawing::CounterRandom& random) {
  const auto values = [&](int attribute) {
    return static_cast<int>(table.attributes[static_cast<std::size_t>(attribute)].values.size());
  };
  const int attributes = static_cast<int>(table.attributes.size());
  const int changed = random.integer(attributes);
  const int wanted = random.integer(values(changed));
  const int had = other_than(wanted, values(changed), random);
  int second = -1;
  int of_start = -1;
  int of_picks = -1;
  if (attributes > 1) {
    second = other_than(changed, attributes, random);
    of_start = random.integer(values(second));
    of_picks = other_than(of_start, values(second), random);
  }
  const Kind plus_kind{changed, wanted, second, of_picks};
  const Kind minus_kind{changed, had, second, of_picks};
  const auto& plus = picks.find(plus_kind);
  const auto& minus = picks.find(minus_kind);
  const auto& start = starts.find({changed, had, second, of_start});
  const auto& example = starts.find({changed, wanted, second, of_start});
  const auto enough = static_cast<std::size_t>(options.picks);
  if (plus.size() < enough || minus.size() < enough || start.empty() || example.empty()) return {};
  ArithmeticCase result;
  result.plus = some_of(plus, options.picks, random);
  result.minus = some_of(minus, options.picks, random);
  result.start = any_of(start, random);
  result.example = any_of(example, random);
  result.asked.assign(table.attributes.size(), -1);
  if (options.choose) {
    result.plus = picks.chosen(plus_kind, options.choose, options.picks);
    result.minus = picks.chosen(minus_kind, options.choose, options.picks);
  }
  result.asked[static_cast<std::size_t>(changed)] = wanted;
  if (second >= 0) result.asked[static_cast<std::size_t>(second)] = of_start;
  return result;
}

bool meets(const ArithmeticCase& question, const JudgeReading& result) {
  for (std::size_t i = 0; i < question.asked.size(); ++i) {
    if (question.asked[i] >= 0 && result.values[i] != question.asked[i]) return false;
  }
  return true;
}

double kept_share(const ArithmeticCase& question, const JudgeReading& start,
                  const JudgeReading& result) {
  int others = 0;
  int kept = 0;
  for (std::size_t i = 0; i < question.asked.size(); ++i) {
    if (question.asked[i] >= 0) continue;
    ++others;
    kept += result.values[i] == start.values[i] ? 1 : 0;
  }
  return others > 0 ? static_cast<double>(kept) / others : 1;
}

/// The rows of one base, by the values of their attributes.
using Base = std::map<std::vector<int>, std::int64_t>;

std::map<std::string, Base> bases_of(const Labels& labels, const AttributeTable& table,
                                     const std::string& name) {
  const auto found = std::find(labels.columns.begin(), labels.columns.end(), name);
  const auto column = static_cast<std::size_t>(found - labels.columns.begin());
  std::map<std::string, Base> bases;
  for (std::int64_t row = 0; row < labels.rows(); ++row) {
    std::vector<int> values;
    for (const std::vector<int>& classes : table.classes) {
      values.push_back(classes[static_cast<std::size_t>(row)]);
    }
    bases[labels.values[column][static_cast<std::size_t>(row)]][std::move(values)] = row;
  }
  return bases;
}

/// The places where two rows' values differ.
std::vector<std::size_t> differences(const std::vector<int>& a, const std::vector<int>& b) {
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (a[i] != b[i]) places.push_back(i);
  }
  return places;
}

/// Plus and minus differ in one attribute, start differs from minus in another.
void append_cases(const Base& base, std::vector<TwinCase>& cases) {
  for (const auto& [minus, minus_row] : base) {
    for (const auto& [plus, plus_row] : base) {
      const std::vector<std::size_t> changed = differences(plus, minus);
      if (changed.size() != 1) continue;
      for (const auto& [start, start_row] : base) {
        const std::vector<std::size_t> second = differences(start, minus);
        if (second.size() != 1 || second == changed) continue;
        std::vector<int> answer = start;
        answer[changed.front()] = plus[changed.front()];
        const auto truth = base.find(answer);
        if (truth != base.end()) cases.push_back({plus_row, minus_row, start_row, truth->second});
      }
    }
  }
}

}  // namespace

std::vector<ArithmeticCase> random_cases(const AttributeTable& table,
                                         std::span<const std::int64_t> pick_rows,
                                         std::span<const std::int64_t> start_rows,
                                         const CaseOptions& options) {
  std::vector<ArithmeticCase> cases;
  if (table.attributes.empty()) return cases;
  RowIndex picks(table, pick_rows);
  RowIndex starts(table, start_rows);
  const int tries = options.count * kTriesPerCase;
  for (int i = 0; i < tries && static_cast<int>(cases.size()) < options.count; ++i) {
    drawing::CounterRandom random(options.seed, static_cast<std::uint64_t>(i));
    std::optional<ArithmeticCase> question = random_case(table, picks, starts, options, random);
    if (question) cases.push_back(std::move(*question));
  }
  return cases;
}

ArithmeticScores score_results(std::span<const ArithmeticCase> cases,
                               std::span<const JudgeReading> starts,
                               std::span<const JudgeReading> results) {
  assert(!cases.empty() && cases.size() == starts.size() && cases.size() == results.size());
  std::vector<double> target;
  std::vector<double> kept;
  std::vector<double> identity;
  for (std::size_t i = 0; i < cases.size(); ++i) {
    target.push_back(meets(cases[i], results[i]) ? 1 : 0);
    kept.push_back(kept_share(cases[i], starts[i], results[i]));
    identity.push_back(similarity(starts[i], results[i]));
  }
  return {bootstrap_mean(target), bootstrap_mean(kept), bootstrap_mean(identity)};
}

std::vector<TwinCase> twin_cases(const Labels& labels, const AttributeTable& table,
                                 std::size_t most, std::uint64_t seed) {
  std::vector<TwinCase> cases;
  for (const std::string& column : table.left_out) {
    for (const auto& [base, rows] : bases_of(labels, table, column)) append_cases(rows, cases);
    if (!cases.empty()) break;
  }
  drawing::CounterRandom random(seed, 0);
  while (cases.size() > most) {
    const auto place = static_cast<std::size_t>(random.integer(static_cast<int>(cases.size())));
    cases[place] = cases.back();
    cases.pop_back();
  }
  return cases;
}

}  // namespace facet
