#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/base/selection.h"

namespace facet {

/// Labels of a data set: named columns of text values, one row a picture. Empty: no labels.
struct Labels {
  std::vector<std::string> columns;
  std::vector<std::vector<std::string>> values;  ///< [column][picture]

  bool empty() const { return columns.empty(); }
  std::int64_t rows() const {
    return values.empty() ? 0 : static_cast<std::int64_t>(values.front().size());
  }
};

/// Reads labels from CSV text: a header row, then a row a picture (quotes as in RFC 4180). A first
/// column named `index` gives the picture's row; without it rows are in order. `rows` is the number
/// of pictures: another number of rows is an Error.
Result<Labels> parse_labels(std::string_view csv, std::int64_t rows, const std::string& where);

/// Reads labels of files from CSV text whose first column is named `file`, `filename` or `name`:
/// the row of each of `files` (paths inside their folder) is found by that name; rows of other
/// files are ignored. A first column of another name means the same as in parse_labels: the rows
/// are those of `files` in order. A file without a row is an Error.
Result<Labels> parse_file_labels(std::string_view csv, std::span<const std::string> files,
                                 const std::string& where);

/// The labels of the given pictures, in their order.
Labels pick_labels(const Labels& labels, std::span<const std::int64_t> rows);

/// CSV text that parse_labels reads back: an `index` column, then the labels.
std::string format_labels(const Labels& labels);

/// "hair=red, long=0" for one picture; empty without labels.
std::string describe_labels(const Labels& labels, std::int64_t index);

/// The pictures that meet every condition, in file order, at most `limit` of them. An unknown
/// column, a value that no picture has, or fewer than one match is an Error that lists what there
/// is.
Result<std::vector<std::int64_t>> find_by_label(const Labels& labels,
                                                std::span<const LabelCondition> conditions,
                                                std::optional<std::int64_t> limit,
                                                const std::string& where);

}  // namespace facet
