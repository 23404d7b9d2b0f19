#include "core/data/labels.h"

#include <algorithm>
#include <charconv>
#include <set>
#include <unordered_map>

#include "core/data/csv.h"

namespace facet {
namespace {

/// How many names an Error lists.
constexpr std::size_t kMaxListed = 12;

Error bad_labels(const std::string& where, const std::string& reason) {
  return {ErrorCode::kBadInput, reason, where};
}

template <typename Names>
std::string list_names(const Names& names) {
  std::string text;
  std::size_t listed = 0;
  for (const std::string& name : names) {
    if (listed == kMaxListed) return text + ", ... (" + std::to_string(names.size()) + " in all)";
    text += (listed++ == 0 ? "" : ", ") + name;
  }
  return text;
}

Status check_columns(const std::vector<std::string>& columns, const std::string& where) {
  std::set<std::string> seen;
  for (const std::string& column : columns) {
    if (column.empty()) return bad_labels(where, "a column has no name; give it one in line 1");
    if (!seen.insert(column).second) {
      return bad_labels(where, "two columns are named '" + column + "'; rename one in line 1");
    }
  }
  return {};
}

/// The picture that a row of an `index` column belongs to.
Result<std::size_t> parse_index(const CsvRow& row, std::size_t rows, const std::string& where) {
  const std::string& text = row.fields.front();
  std::size_t index = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), index);
  if (error != std::errc{} || end != text.data() + text.size() || index >= rows) {
    return bad_labels(where, "the index '" + text + "' in line " + std::to_string(row.line) +
                                 " is not a number from 0 to " + std::to_string(rows - 1) +
                                 "; correct it");
  }
  return index;
}

/// Columns from `first` on, with as many empty values as there are pictures.
Labels empty_labels(const std::vector<std::string>& header, std::size_t first, std::size_t rows) {
  Labels labels;
  labels.columns.assign(header.begin() + static_cast<std::ptrdiff_t>(first), header.end());
  labels.values.assign(labels.columns.size(), std::vector<std::string>(rows));
  return labels;
}

void set_row(Labels& labels, std::size_t index, const CsvRow& row, std::size_t first) {
  for (std::size_t c = 0; c < labels.columns.size(); ++c) {
    labels.values[c][index] = row.fields[first + c];
  }
}

Result<Labels> labels_by_index(std::span<const CsvRow> table, std::int64_t rows,
                               const std::string& where) {
  const std::vector<std::string>& header = table.front().fields;
  const auto count = static_cast<std::size_t>(rows);
  if (table.size() - 1 != count) {
    return bad_labels(where, "there are " + std::to_string(table.size() - 1) +
                                 " rows of labels for " + std::to_string(rows) +
                                 " pictures; give one row to each picture, or rename the file to "
                                 "go without labels");
  }
  const bool indexed = header.front() == "index";
  const std::size_t first = indexed ? 1 : 0;
  Labels labels = empty_labels(header, first, count);
  std::vector<bool> seen(count, false);
  for (std::size_t i = 0; i < count; ++i) {
    const CsvRow& row = table[i + 1];
    Result<std::size_t> index = i;
    if (indexed) index = parse_index(row, count, where);
    if (!index) return index.error();
    if (seen[*index]) {
      return bad_labels(where, "line " + std::to_string(row.line) + " labels picture " +
                                   std::to_string(*index) + " a second time; correct it");
    }
    seen[*index] = true;
    set_row(labels, *index, row, first);
  }
  return labels;
}

Result<Labels> labels_by_file(std::span<const CsvRow> table, std::span<const std::string> files,
                              const std::string& where) {
  std::unordered_map<std::string, const CsvRow*> rows;
  for (const CsvRow& row : table.subspan(1)) rows.emplace(row.fields.front(), &row);
  Labels labels = empty_labels(table.front().fields, 1, files.size());
  for (std::size_t i = 0; i < files.size(); ++i) {
    const auto found = rows.find(files[i]);
    if (found == rows.end()) {
      return bad_labels(where, "the picture '" + files[i] +
                                   "' has no row; add one, or rename the file to go without "
                                   "labels");
    }
    set_row(labels, i, *found->second, 1);
  }
  return labels;
}

Result<std::vector<CsvRow>> parse_table(std::string_view csv, const std::string& where) {
  Result<std::vector<CsvRow>> table = parse_csv(csv, where);
  if (!table) return table;
  if (table->empty()) return bad_labels(where, "the file is empty; a header row must come first");
  if (const Status status = check_columns(table->front().fields, where); !status) {
    return status.error();
  }
  return table;
}

/// The column that a condition names, made sure that some picture has its value.
Result<const std::vector<std::string>*> find_column(const Labels& labels,
                                                    const LabelCondition& condition,
                                                    const std::string& where) {
  const auto column = std::find(labels.columns.begin(), labels.columns.end(), condition.column);
  if (column == labels.columns.end()) {
    return Error{ErrorCode::kNotFound,
                 labels.empty() ? "the data set has no labels; put a .csv of the same name beside "
                                  "it"
                                : "there is no label '" + condition.column +
                                      "'; there are: " + list_names(labels.columns),
                 where};
  }
  const std::vector<std::string>& values =
      labels.values[static_cast<std::size_t>(column - labels.columns.begin())];
  if (std::find(values.begin(), values.end(), condition.value) == values.end()) {
    const std::set<std::string> known(values.begin(), values.end());
    return Error{ErrorCode::kNotFound,
                 "no picture has " + condition.column + "=" + condition.value + "; " +
                     condition.column + " is one of: " + list_names(known),
                 where};
  }
  return &values;
}

}  // namespace

Result<Labels> parse_labels(std::string_view csv, std::int64_t rows, const std::string& where) {
  const Result<std::vector<CsvRow>> table = parse_table(csv, where);
  if (!table) return table.error();
  return labels_by_index(*table, rows, where);
}

Result<Labels> parse_file_labels(std::string_view csv, std::span<const std::string> files,
                                 const std::string& where) {
  const Result<std::vector<CsvRow>> table = parse_table(csv, where);
  if (!table) return table.error();
  const std::string& first = table->front().fields.front();
  if (first == "file" || first == "filename" || first == "name") {
    return labels_by_file(*table, files, where);
  }
  return labels_by_index(*table, static_cast<std::int64_t>(files.size()), where);
}

Labels pick_labels(const Labels& labels, std::span<const std::int64_t> rows) {
  Labels picked;
  picked.columns = labels.columns;
  for (const std::vector<std::string>& column : labels.values) {
    std::vector<std::string>& values = picked.values.emplace_back();
    values.reserve(rows.size());
    for (const std::int64_t row : rows) values.push_back(column[static_cast<std::size_t>(row)]);
  }
  return picked;
}

std::string format_labels(const Labels& labels) {
  std::vector<std::string> row = {"index"};
  row.insert(row.end(), labels.columns.begin(), labels.columns.end());
  std::string csv = format_csv_row(row);
  for (std::int64_t i = 0; i < labels.rows(); ++i) {
    row.front() = std::to_string(i);
    for (std::size_t c = 0; c < labels.columns.size(); ++c) {
      row[c + 1] = labels.values[c][static_cast<std::size_t>(i)];
    }
    csv += format_csv_row(row);
  }
  return csv;
}

std::string describe_labels(const Labels& labels, std::int64_t index) {
  std::string text;
  for (std::size_t c = 0; c < labels.columns.size(); ++c) {
    if (c > 0) text += ", ";
    text += labels.columns[c] + "=" + labels.values[c][static_cast<std::size_t>(index)];
  }
  return text;
}

Result<std::vector<std::int64_t>> find_by_label(const Labels& labels,
                                                std::span<const LabelCondition> conditions,
                                                std::optional<std::int64_t> limit,
                                                const std::string& where) {
  std::vector<const std::vector<std::string>*> columns;
  for (const LabelCondition& condition : conditions) {
    const auto column = find_column(labels, condition, where);
    if (!column) return column.error();
    columns.push_back(*column);
  }
  std::vector<std::int64_t> found;
  for (std::int64_t i = 0; i < labels.rows(); ++i) {
    if (limit && static_cast<std::int64_t>(found.size()) >= *limit) break;
    bool all = true;
    for (std::size_t c = 0; c < columns.size(); ++c) {
      all = all && (*columns[c])[static_cast<std::size_t>(i)] == conditions[c].value;
    }
    if (all) found.push_back(i);
  }
  if (found.empty()) {
    return Error{ErrorCode::kNotFound,
                 "no picture meets all the conditions together; drop one of them", where};
  }
  return found;
}

}  // namespace facet
