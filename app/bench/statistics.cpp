#include "app/bench/statistics.h"

#include <algorithm>
#include <cmath>
#include <string>

namespace facet {

double quantile(std::vector<double> values, double share) {
  if (values.empty()) return 0;
  std::sort(values.begin(), values.end());
  const double place = share * static_cast<double>(values.size() - 1);
  const auto below = static_cast<std::size_t>(std::floor(place));
  const std::size_t above = std::min(below + 1, values.size() - 1);
  const double weight = place - std::floor(place);
  return values[below] * (1 - weight) + values[above] * weight;
}

nlohmann::json percentiles(const std::vector<double>& values, const std::vector<int>& percents) {
  nlohmann::json out = nlohmann::json::object();
  for (const int percent : percents) {
    out["p" + std::to_string(percent)] = quantile(values, percent / 100.0);
  }
  return out;
}

}  // namespace facet
