#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/base/result.h"

namespace facet {

/// `17,3,40`: cells of the grid of a seed.
struct CellSelection {
  std::vector<int> cells;
  bool operator==(const CellSelection&) const = default;
};

/// `faces.npy#12,40,77`: pictures of a data set by row.
struct PictureSelection {
  std::string data;
  std::vector<std::int64_t> rows;
  bool operator==(const PictureSelection&) const = default;
};

/// One condition of a label query: `hair=red`.
struct LabelCondition {
  std::string column;
  std::string value;
  bool operator==(const LabelCondition&) const = default;
};

/// `faces.npy?hair=red&long=0:3`: the first 3 pictures that match, in file order;
/// `faces.npy?hair=red&long=0~3`: the 3 whose average stands best for all that match.
struct LabelSelection {
  std::string data;
  std::vector<LabelCondition> conditions;
  std::optional<std::int64_t> limit;  ///< absent: all
  bool representative = false;        ///< `~`; there is a limit then
  bool operator==(const LabelSelection&) const = default;
};

using Selection = std::variant<CellSelection, PictureSelection, LabelSelection>;

/// Parses the SEL of `--group NAME=SEL`. Errors quote the text and say which form was expected.
Result<Selection> parse_selection(std::string_view text);

/// A group as given on the command line: `NAME=SEL`, split at the first `=`.
struct Group {
  std::string name;
  Selection selection;
};
Result<Group> parse_group(std::string_view text);

}  // namespace facet
