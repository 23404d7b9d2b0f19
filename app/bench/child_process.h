#pragma once

#include <nlohmann/json.hpp>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/result.h"

namespace facet {

/// Runs this program once more with `arguments` and `--json`, looks at its memory twenty times a
/// second, and waits for its end; a stop that is requested ends it. Returns the object that it
/// printed and in it, besides, `wall_s` and `memory_mb`: most memory of its own at any look,
/// without mapped files. Errors: kCanceled, kInternal with the child's own message.
Result<nlohmann::json> run_child(std::vector<std::string> arguments, const std::stop_token& stop);

}  // namespace facet
