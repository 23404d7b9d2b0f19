#pragma once

#include <nlohmann/json.hpp>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/result.h"

namespace facet {

/// What a child process left behind.
struct ChildResult {
  nlohmann::json answer;  ///< the one JSON object on its stdout
  double wall_s = 0;
  double memory_mb = 0;  ///< most memory of its own at any look at it, without mapped files
};

/// Runs this program once more with `arguments` and `--json`, looks at its memory twenty times a
/// second, and waits for its end; a stop that is requested ends it. Errors: kCanceled, kInternal
/// with the child's own message.
Result<ChildResult> run_child(std::vector<std::string> arguments, const std::stop_token& stop);

}  // namespace facet
