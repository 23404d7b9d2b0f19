#include "core/base/selection.h"

#include <charconv>
#include <limits>

#include "core/base/expression.h"

namespace facet {
namespace {

Error bad(std::string_view text, const std::string& reason) {
  return {
      ErrorCode::kUsage,
      reason +
          "; write cells as 17,3,40, pictures as DATA#12,40 or labels as DATA?hair=red&long=0:3 "
          "(the first three) or DATA?hair=red&long=0~3 (the three that stand best for all)",
      std::string(text)};
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  while (true) {
    const std::size_t end = text.find(separator);
    parts.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

std::optional<std::int64_t> parse_count(std::string_view text) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || value < 0) return std::nullopt;
  return value;
}

Result<std::vector<std::int64_t>> parse_numbers(std::string_view list, std::string_view text) {
  std::vector<std::int64_t> numbers;
  for (const std::string_view part : split(list, ',')) {
    const std::optional<std::int64_t> number = parse_count(part);
    if (!number) return bad(text, "'" + std::string(part) + "' is not a number from 0 on");
    numbers.push_back(*number);
  }
  return numbers;
}

Result<Selection> parse_labels_form(std::string_view data, std::string_view query,
                                    std::string_view text) {
  LabelSelection selection{std::string(data), {}, {}};
  if (const std::size_t mark = query.find_last_of(":~"); mark != std::string_view::npos) {
    selection.limit = parse_count(query.substr(mark + 1));
    selection.representative = query[mark] == '~';
    if (!selection.limit || *selection.limit == 0) {
      return bad(text, std::string("after '") + query[mark] +
                           "' the number of pictures must stand, 1 or more");
    }
    query = query.substr(0, mark);
  }
  for (const std::string_view condition : split(query, '&')) {
    const std::size_t equals = condition.find('=');
    if (equals == std::string_view::npos || equals == 0) {
      return bad(text, "'" + std::string(condition) + "' is not of the form label=value");
    }
    selection.conditions.push_back(
        {std::string(condition.substr(0, equals)), std::string(condition.substr(equals + 1))});
  }
  return Selection(std::move(selection));
}

}  // namespace

Result<Selection> parse_selection(std::string_view text) {
  if (const std::size_t mark = text.rfind('?'); mark != std::string_view::npos) {
    if (mark == 0) return bad(text, "no data set stands before '?'");
    return parse_labels_form(text.substr(0, mark), text.substr(mark + 1), text);
  }
  const std::size_t mark = text.rfind('#');
  if (mark == 0) return bad(text, "no data set stands before '#'");
  const bool pictures = mark != std::string_view::npos;
  const Result<std::vector<std::int64_t>> numbers =
      parse_numbers(pictures ? text.substr(mark + 1) : text, text);
  if (!numbers) return numbers.error();
  if (pictures) return Selection(PictureSelection{std::string(text.substr(0, mark)), *numbers});
  CellSelection selection;
  for (const std::int64_t number : *numbers) {
    if (number > std::numeric_limits<int>::max()) return bad(text, "a cell number is too large");
    selection.cells.push_back(static_cast<int>(number));
  }
  return Selection(std::move(selection));
}

Result<Group> parse_group(std::string_view text) {
  const std::size_t equals = text.find('=');
  const std::string_view name = text.substr(0, equals);
  if (equals == std::string_view::npos || name.empty() || expression_name(name) != name) {
    return Error{ErrorCode::kUsage,
                 "a group is written NAME=SELECTION, where NAME has letters, digits and _ and does "
                 "not start with a digit",
                 std::string(text)};
  }
  Result<Selection> selection = parse_selection(text.substr(equals + 1));
  if (!selection) return selection.error();
  return Group{std::string(name), std::move(*selection)};
}

}  // namespace facet
