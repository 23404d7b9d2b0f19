#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/selection.h"

namespace facet {

/// A label that sorts the pictures of a data set into a few kinds.
struct LabelKind {
  std::string name;                      ///< of its column: "hair"
  std::vector<std::string> values;       ///< at most 32, in alphabetical order
  std::vector<std::int8_t> of_pictures;  ///< places in `values`; -1: a value that is rare
};

/// How many pictures meet all conditions. A condition on no column, or no value, of `kinds` is met
/// by none.
std::int64_t count_pictures(std::span<const LabelKind> kinds,
                            std::span<const LabelCondition> conditions);

/// A label's value as people say it: "red", "short" for `long` = 0, else "size_3"; fit for the name
/// of a list.
std::string label_word(std::string_view column, const std::string& value);

/// The name of a list of faces that meet these conditions: "short_red". Empty without conditions.
std::string list_name_of(std::span<const LabelCondition> conditions);

}  // namespace facet
