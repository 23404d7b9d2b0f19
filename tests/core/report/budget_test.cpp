#include "core/report/budget.h"

#include <doctest/doctest.h>

#include <string>

namespace facet {
namespace {

TEST_CASE("a budget is read as people write it") {
  CHECK(*parse_budget("90s") == 90);
  CHECK(*parse_budget("20min") == 1200);
  CHECK(*parse_budget("20m") == 1200);
  CHECK(*parse_budget("1h") == 3600);
  CHECK(*parse_budget("1h30min") == 5400);
  CHECK(*parse_budget("1.5h") == 5400);
  CHECK(*parse_budget("45sec") == 45);
}

TEST_CASE("what is no budget is refused in a sentence that shows how to write one") {
  for (const char* text : {"", "20", "min", "twenty minutes", "5s", "-3min", "8000h", "20min ",
                           "1e9s", "nan s", "20 min", "inf"}) {
    const Result<double> budget = parse_budget(text);
    INFO(text);
    REQUIRE_FALSE(budget);
    CHECK(budget.error().code == ErrorCode::kUsage);
    CHECK(budget.error().message.find("20min") != std::string::npos);
  }
}

TEST_CASE("a budget's text is read back to the same time") {
  for (const double seconds : {10.0, 60.0, 90.0, 1200.0, 3600.0, 5400.0, 3601.0}) {
    CHECK(*parse_budget(budget_text(seconds)) == seconds);
  }
  CHECK(budget_text(1200) == "20min");
  CHECK(budget_text(5400) == "1h30min");
}

}  // namespace
}  // namespace facet
