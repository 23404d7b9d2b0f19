#pragma once

#include <string>
#include <string_view>

#include "core/base/result.h"

namespace facet {

/// Reads a time as people write it, in seconds: `90s`, `20min`, `1h`, `1h30min`, `1.5h`. Errors: no
/// number, no or another unit, less than 10 seconds, more than 7 days.
Result<double> parse_budget(std::string_view text);

/// The shortest such text: "20min", "1h30min", "90s".
std::string budget_text(double seconds);

}  // namespace facet
