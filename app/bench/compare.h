#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "core/base/result.h"

namespace facet {

/// Reads an earlier `--json` output of a benchmark, whichever it was.
Result<nlohmann::json> read_figures(const std::string& path);

/// The Error for a file that holds no such figures.
Error not_figures(const std::string& path);

/// Sets figures beside those of an earlier `--json` output, file `old_path`: for each number of
/// both {"old", "new", "ratio"}, by its key path. Errors: a file that is no such output, or of
/// another benchmark.
Result<nlohmann::json> compare_figures(const nlohmann::json& figures, const std::string& old_path);

}  // namespace facet
