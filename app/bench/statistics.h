#pragma once

#include <nlohmann/json.hpp>
#include <vector>

namespace facet {

/// The value below which `share` (0 to 1) of the values lie, interpolated between neighbours; 0 for
/// no values.
double quantile(std::vector<double> values, double share);

/// {"p50": ..., "p95": ...} for the given percentages.
nlohmann::json percentiles(const std::vector<double>& values, const std::vector<int>& percents);

}  // namespace facet
