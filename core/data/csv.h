#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"

namespace facet {

/// One row of a CSV file.
struct CsvRow {
  std::size_t line = 1;  ///< where it starts, counted from 1
  std::vector<std::string> fields;
};

/// Splits CSV text into rows as RFC 4180 says: fields in double quotes may hold commas, line breaks
/// and doubled quotes. Line ends may be LF or CRLF; a UTF-8 mark at the start and empty lines are
/// passed over. All rows must have as many fields as the first. Errors name the line.
Result<std::vector<CsvRow>> parse_csv(std::string_view text, const std::string& where);

/// A row with its line end; fields that need quotes get them.
std::string format_csv_row(const std::vector<std::string>& fields);

}  // namespace facet
