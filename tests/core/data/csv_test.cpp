#include "core/data/csv.h"

#include <doctest/doctest.h>

namespace facet {
namespace {

using Fields = std::vector<std::string>;

std::vector<Fields> parse(const std::string& text) {
  const Result<std::vector<CsvRow>> rows = parse_csv(text, "x.csv");
  REQUIRE(rows);
  std::vector<Fields> fields;
  for (const CsvRow& row : *rows) fields.push_back(row.fields);
  return fields;
}

std::string refusal(const std::string& text) {
  const Result<std::vector<CsvRow>> rows = parse_csv(text, "x.csv");
  REQUIRE_FALSE(rows);
  CHECK(rows.error().where == "x.csv");
  return rows.error().message;
}

TEST_CASE("rows are split at commas and at every kind of line end") {
  const std::vector<Fields> wanted = {{"a", "b"}, {"1", ""}, {"", "2"}};
  CHECK(parse("a,b\n1,\n,2\n") == wanted);
  CHECK(parse("a,b\r\n1,\r\n,2") == wanted);
  CHECK(parse("\xef\xbb\xbf"
              "a,b\n\n1,\n\n,2\n\n") == wanted);
  CHECK(parse("").empty());
}

TEST_CASE("quoted fields keep commas, line ends and quotes") {
  CHECK(parse("\"a,b\",\"x\"\"y\"\n\"line\nend\",\"\"\n") ==
        std::vector<Fields>{{"a,b", "x\"y"}, {"line\nend", ""}});
}

TEST_CASE("a row of another length, a loose quote and an open one name their line") {
  CHECK(refusal("a,b\n1,2\n1,2,3\n").find("line 3") != std::string::npos);
  CHECK(refusal("a,b\n1,x\"y\n").find("line 2") != std::string::npos);
  CHECK(refusal("a,b\n\"x\"y,2\n").find("line 2") != std::string::npos);
  CHECK(refusal("a,b\n1,\"2\n3\n").find("line 2") != std::string::npos);
  CHECK(refusal("a,b\n\"1\n2\",3\n4\n").find("line 4") != std::string::npos);
}

TEST_CASE("a row is written so that it reads back") {
  for (const Fields& fields : std::vector<Fields>{
           {"plain", "with,comma", "with\"quote", "two\nlines", "", " space "}, {""}, {"", ""}}) {
    CHECK(parse(format_csv_row(fields)) == std::vector<Fields>{fields});
  }
}

}  // namespace
}  // namespace facet
