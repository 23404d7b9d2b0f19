#pragma once

#include <nlohmann/json.hpp>

namespace facet {

/// What a figure was measured on: `machine` (CPU and its widest instruction set), `cores`, `torch`
/// (version), `facet` (version).
nlohmann::json describe_machine();

}  // namespace facet
