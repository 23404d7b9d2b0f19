#include "core/report/picks.h"

#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>

#include <algorithm>
#include <array>
#include <numeric>
#include <optional>

#include "core/base/label_kinds.h"
#include "core/measure/representatives.h"
#include "core/model/principal_components.h"
#include "core/model/rows.h"

namespace facet {
namespace {

constexpr std::int64_t kPicks = 3;

/// What the report asks, best first.
struct Wish {
  std::string_view first, wanted, had, second, picked, kept;
};
constexpr std::array kVaeWishes = {Wish{"hair", "red", "blue", "long", "0", "1"}};
constexpr std::array kGanWishes = {Wish{"mouth_open", "1", "0", "female", "1", "0"}};

std::string word_of(const Attribute& attribute, int value) {
  return label_word(attribute.name, attribute.values[static_cast<std::size_t>(value)]);
}

std::optional<std::size_t> attribute_named(const AttributeTable& table, std::string_view name) {
  const auto found = std::ranges::find(table.attributes, name, &Attribute::name);
  if (found == table.attributes.end()) return std::nullopt;
  return static_cast<std::size_t>(found - table.attributes.begin());
}

std::optional<int> value_named(const Attribute& attribute, std::string_view name) {
  const auto found = std::ranges::find(attribute.values, name);
  if (found == attribute.values.end()) return std::nullopt;
  return static_cast<int>(found - attribute.values.begin());
}

std::optional<Question> granted(const Wish& wish, const AttributeTable& table) {
  const auto first = attribute_named(table, wish.first);
  const auto second = attribute_named(table, wish.second);
  if (!first || !second) return std::nullopt;
  const auto wanted = value_named(table.attributes[*first], wish.wanted);
  const auto had = value_named(table.attributes[*first], wish.had);
  const auto picked = value_named(table.attributes[*second], wish.picked);
  const auto kept = value_named(table.attributes[*second], wish.kept);
  if (!wanted || !had || !picked || !kept) return std::nullopt;
  return Question{*first, *wanted, *had, *second, *picked, *kept};
}

/// How many of the first `rows` pictures show each pair of values of two attributes.
class PairCounts {
 public:
  PairCounts(const AttributeTable& table, std::size_t first, std::size_t second, std::int64_t rows)
      : width_(table.attributes[second].values.size()),
        counts_(table.attributes[first].values.size() * table.attributes[second].values.size()) {
    for (std::size_t row = 0; row < static_cast<std::size_t>(rows); ++row) {
      const int a = table.classes[first][row];
      const int b = table.classes[second][row];
      if (a >= 0 && b >= 0) ++counts_[place(a, b)];
    }
  }

  /// The fewest pictures that any of the question's groups has.
  std::int64_t fewest(const Question& q) const {
    return std::min({at(q.wanted, q.picked), at(q.had, q.picked), at(q.had, q.kept)});
  }

 private:
  std::size_t place(int a, int b) const {
    return static_cast<std::size_t>(a) * width_ + static_cast<std::size_t>(b);
  }
  std::int64_t at(int a, int b) const { return counts_[place(a, b)]; }

  std::size_t width_;
  std::vector<std::int64_t> counts_;
};

/// The values of a question about two attributes that most pictures show.
Question best_values(const AttributeTable& table, std::size_t first, std::size_t second,
                     std::int64_t rows) {
  Question best{first, 0, 1, second, 0, first == second ? 0 : 1};
  std::int64_t most = -1;
  const PairCounts counts(table, first, second, rows);
  const auto values = [&](std::size_t attribute) {
    return static_cast<int>(table.attributes[attribute].values.size());
  };
  for (int wanted = 0; wanted < values(first); ++wanted) {
    for (int had = 0; had < values(first); ++had) {
      for (int picked = 0; picked < values(second); ++picked) {
        for (int kept = 0; kept < values(second); ++kept) {
          if (wanted == had || picked == kept) continue;
          const Question question{first, wanted, had, second, picked, kept};
          const std::int64_t count = counts.fewest(question);
          if (count > most) {
            most = count;
            best = question;
          }
        }
      }
    }
  }
  return best;
}

/// `group` answers the selection for a group, given whether it has the wanted first value and the
/// kept second value.
PickedRequest make_picks(const QuestionNames& names,
                         const std::function<std::string(bool wanted, bool kept)>& group,
                         std::string how) {
  PickedRequest picked;
  ArithmeticRequest& request = picked.request;
  request.groups = {{names.wanted_picked, group(true, false)},
                    {names.had_picked, group(false, false)},
                    {names.had_kept, group(false, true)}};
  request.where = "the report's picks";
  const std::string difference = names.wanted_picked + " - " + names.had_picked + " + ";
  request.expression = difference + names.had_kept;
  picked.asked = names.wanted_kept;
  picked.how = std::move(how);
  if (names.wanted_kept != names.wanted_picked) {
    request.groups.emplace_back(names.wanted_kept, group(true, true));
    picked.report_expression = difference + names.wanted_kept;
  }
  return picked;
}

std::string cells_text(std::span<const std::int64_t> rows) {
  std::string text;
  for (const std::int64_t row : rows) text += (text.empty() ? "" : ",") + std::to_string(row);
  return text;
}

/// Whether a text can stand in a selection by label.
bool is_plain(const std::string& text) {
  return !text.empty() && text.find_first_of("?&=:~#\"\n") == std::string::npos;
}

std::string label_selection(const Dataset& dataset, const AttributeTable& table,
                            const Question& question, int first_value, int second_value) {
  const Attribute& first = table.attributes[question.first];
  const Attribute& second = table.attributes[question.second];
  const std::string& a = first.values[static_cast<std::size_t>(first_value)];
  const std::string& b = second.values[static_cast<std::size_t>(second_value)];
  const bool one = question.first == question.second;
  if (is_plain(first.name) && is_plain(a) && is_plain(second.name) && is_plain(b)) {
    const std::string rest = one ? "" : "&" + second.name + "=" + b;
    return "{data}?" + first.name + "=" + a + rest + "~" + std::to_string(kPicks);
  }
  std::vector<std::int64_t> rows;
  for (std::int64_t row = 0; row < dataset.size(); ++row) {
    const auto place = static_cast<std::size_t>(row);
    if (table.classes[question.first][place] == first_value &&
        (one || table.classes[question.second][place] == second_value)) {
      rows.push_back(row);
    }
  }
  return "{data}#" + cells_text(representatives(rows, kPicks, dataset));
}

/// The rows of the three highest scores, best first.
std::vector<std::int64_t> best_rows(const std::vector<double>& scores) {
  std::vector<std::int64_t> rows(scores.size());
  std::iota(rows.begin(), rows.end(), 0);
  const auto count =
      static_cast<std::ptrdiff_t>(std::min(static_cast<std::size_t>(kPicks), rows.size()));
  std::partial_sort(rows.begin(), rows.begin() + count, rows.end(),
                    [&](std::int64_t a, std::int64_t b) {
                      const double of_a = scores[static_cast<std::size_t>(a)];
                      const double of_b = scores[static_cast<std::size_t>(b)];
                      return of_a != of_b ? of_a > of_b : a < b;
                    });
  rows.resize(static_cast<std::size_t>(count));
  return rows;
}

}  // namespace

Question choose_question(const AttributeTable& table, std::int64_t rows, bool of_gan) {
  for (const Wish& wish : of_gan ? kGanWishes : kVaeWishes) {
    const std::optional<Question> question = granted(wish, table);
    if (!question) continue;
    if (PairCounts(table, question->first, question->second, rows).fewest(*question) > 0) {
      return *question;
    }
  }
  const std::size_t count = table.attributes.size();
  if (count == 1) return Question{0, 0, 1, 0, 0, 0};
  // The GAN's question is about others where there are enough.
  const std::size_t first = of_gan && count >= 4 ? 2 : 0;
  return best_values(table, first, first + 1, rows);
}

QuestionNames question_names(const AttributeTable& table, const Question& question) {
  const Attribute& first = table.attributes[question.first];
  const Attribute& second = table.attributes[question.second];
  const auto name = [&](int a, int b) {
    const std::string one = word_of(first, a);
    return question.first == question.second ? one : word_of(second, b) + "_" + one;
  };
  QuestionNames names{name(question.wanted, question.picked), name(question.had, question.picked),
                      name(question.had, question.kept), name(question.wanted, question.kept)};
  if (question.first == question.second) {
    names.wanted_kept = names.wanted_picked;
    names.had_kept += "_start";
  }
  return names;
}

PickedRequest pick_by_label(const Dataset& dataset, const AttributeTable& table,
                            const Question& q) {
  return make_picks(
      question_names(table, q),
      [&](bool wanted, bool kept) {
        return label_selection(dataset, table, q, wanted ? q.wanted : q.had,
                               kept ? q.kept : q.picked);
      },
      "by label: each group holds the three pictures of the data set whose average comes nearest "
      "to the average of all that carry its labels");
}

PickedRequest pick_by_judge(std::span<const JudgeReading> cells, const AttributeTable& table,
                            const Question& q) {
  std::vector<std::size_t> begins;
  std::size_t begin = 0;
  for (const Attribute& attribute : table.attributes) {
    begins.push_back(begin);
    begin += attribute.values.size();
  }
  const auto group = [&](bool wanted, bool kept) {
    std::vector<double> scores;
    for (const JudgeReading& cell : cells) {
      const auto chance = [&](std::size_t attribute, int value) {
        return double{cell.probabilities[begins[attribute] + static_cast<std::size_t>(value)]};
      };
      const double first = chance(q.first, wanted ? q.wanted : q.had);
      const double second = q.first == q.second ? 1 : chance(q.second, kept ? q.kept : q.picked);
      scores.push_back(first * second);
    }
    return cells_text(best_rows(scores));
  };
  return make_picks(question_names(table, q), group,
                    "by a judge: a small network that learnt the labels of the data read the 100 "
                    "cells of the grid of seed 334, and each group holds the three cells that it "
                    "is surest about");
}

PickedRequest pick_by_directions(
    std::span<const Latent> features,
    const std::function<std::string(std::span<const std::int64_t>)>& selection) {
  const auto count = static_cast<std::int64_t>(features.size());
  at::Tensor rows = stack_rows(features);
  at::Tensor centred = rows - rows.mean(0);
  const PrincipalComponents components = principal_components(
      rows, std::min<std::int64_t>(2, rows.size(1)), at::detail::createCPUGenerator(1));
  at::Tensor places = at::matmul(centred, components.basis);
  places = (places / places.std(0).clamp_min(1e-12)).contiguous();
  const std::int64_t directions = places.size(1);
  const auto corner = [&](bool first, bool second) {
    std::vector<double> scores;
    for (std::int64_t i = 0; i < count; ++i) {
      const auto along = [&](std::int64_t direction, bool high) {
        const double place = double{places[i][std::min(direction, directions - 1)].item<float>()};
        return high ? place : -place;
      };
      scores.push_back(std::min(along(0, first), along(1, second)));
    }
    return selection(best_rows(scores));
  };
  return make_picks({"high_low", "low_low", "low_high", "high_high"}, corner,
                    "without labels: the program found the two directions in which these faces "
                    "vary most (their principal components), and each group holds the three that "
                    "lie furthest out in one corner; high_low is high along the first direction "
                    "and low along the second");
}

}  // namespace facet
