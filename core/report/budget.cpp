#include "core/report/budget.h"

#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>

namespace facet {
namespace {

constexpr double kLeastS = 10;
constexpr double kMostS = 7.0 * 24 * 3600;

struct Unit {
  std::string_view name;
  double seconds;
};
// Longer names before those that they begin with.
constexpr std::array kUnits = {Unit{"min", 60}, Unit{"m", 60}, Unit{"sec", 1}, Unit{"s", 1},
                               Unit{"h", 3600}};

Error bad_budget(std::string_view text, const std::string& reason) {
  return {ErrorCode::kUsage,
          "'" + std::string(text) + "' is no time to work in: " + reason +
              "; write it as 90s, 20min or 1h30min",
          "--budget"};
}

}  // namespace

Result<double> parse_budget(std::string_view text) {
  double seconds = 0;
  std::string_view rest = text;
  if (rest.empty()) return bad_budget(text, "it is empty");
  while (!rest.empty()) {
    double number = 0;
    const auto [end, error] =
        std::from_chars(rest.data(), rest.data() + rest.size(), number, std::chars_format::fixed);
    if (error != std::errc{} || !(number >= 0)) return bad_budget(text, "a number is missing");
    rest.remove_prefix(static_cast<std::size_t>(end - rest.data()));
    const Unit* unit = nullptr;
    for (const Unit& known : kUnits) {
      if (unit == nullptr && rest.starts_with(known.name)) unit = &known;
    }
    if (unit == nullptr) return bad_budget(text, "a number needs a unit: s, min or h");
    rest.remove_prefix(unit->name.size());
    seconds += number * unit->seconds;
  }
  if (seconds < kLeastS) return bad_budget(text, "a report needs at least 10 seconds");
  if (seconds > kMostS) return bad_budget(text, "more than 7 days are not supported");
  return seconds;
}

std::string budget_text(double seconds) {
  const auto whole = static_cast<std::int64_t>(std::llround(seconds));
  if (whole < 120 || whole % 60 != 0) return std::to_string(whole) + "s";
  std::string text;
  if (whole >= 3600) text = std::to_string(whole / 3600) + "h";
  if (whole % 3600 != 0) text += std::to_string(whole % 3600 / 60) + "min";
  return text;
}

}  // namespace facet
