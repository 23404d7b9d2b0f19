#pragma once

#include <string>
#include <vector>

#include "core/data/labels.h"

namespace facet {

/// A label that sorts pictures into a few kinds: hair with red, blue...
struct Attribute {
  std::string name;
  std::vector<std::string> values;  ///< in alphabetical order

  bool operator==(const Attribute&) const = default;
};

/// The labels of a data set as numbers.
struct AttributeTable {
  std::vector<Attribute> attributes;
  /// [attribute][picture]: place in Attribute::values; -1: a value too rare to be learnt.
  std::vector<std::vector<int>> classes;
  /// Columns that are no attribute: one value only, or too many (names, numbers, measures).
  std::vector<std::string> left_out;
};

/// The columns that a judge can learn: 2 to 32 values that at least 1 % of the pictures (and 4 of
/// them) show.
AttributeTable find_attributes(const Labels& labels);

}  // namespace facet
