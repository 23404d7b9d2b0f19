#include "core/base/label_kinds.h"

#include <algorithm>
#include <array>
#include <utility>

#include "core/base/expression.h"

namespace facet {
namespace {

/// Words for labels that say yes or no.
struct Words {
  std::string_view column, no, yes;
};
constexpr std::array kWords = {Words{"long", "short", "long"}, Words{"female", "man", "woman"},
                               Words{"mouth_open", "mouth_closed", "mouth_open"},
                               Words{"glasses", "no_glasses", "glasses"}};

}  // namespace

std::int64_t count_pictures(std::span<const LabelKind> kinds,
                            std::span<const LabelCondition> conditions) {
  std::vector<std::pair<const std::vector<std::int8_t>*, std::int8_t>> wanted;
  for (const LabelCondition& condition : conditions) {
    const auto kind = std::ranges::find(kinds, condition.column, &LabelKind::name);
    if (kind == kinds.end()) return 0;
    const auto value = std::ranges::find(kind->values, condition.value);
    if (value == kind->values.end()) return 0;
    wanted.emplace_back(&kind->of_pictures, static_cast<std::int8_t>(value - kind->values.begin()));
  }
  const std::size_t pictures = kinds.empty() ? 0 : kinds.front().of_pictures.size();
  std::int64_t count = 0;
  for (std::size_t i = 0; i < pictures; ++i) {
    count +=
        std::ranges::all_of(wanted, [&](const auto& one) { return (*one.first)[i] == one.second; });
  }
  return count;
}

std::string label_word(std::string_view column, const std::string& value) {
  for (const Words& words : kWords) {
    if (column == words.column && value == "0") return std::string(words.no);
    if (column == words.column && value == "1") return std::string(words.yes);
  }
  const bool wordy = value.find_first_not_of("0123456789.-+ ") != std::string::npos;
  return expression_name(wordy ? value : std::string(column) + "_" + value);
}

std::string list_name_of(std::span<const LabelCondition> conditions) {
  std::string name;
  for (const LabelCondition& condition : conditions) {
    name += (name.empty() ? "" : "_") + label_word(condition.column, condition.value);
  }
  return name;
}

}  // namespace facet
