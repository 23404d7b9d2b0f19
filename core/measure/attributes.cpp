#include "core/measure/attributes.h"

#include <algorithm>
#include <map>

namespace facet {
namespace {

constexpr std::size_t kMostValues = 32;
constexpr std::size_t kLeastPictures = 4;
constexpr std::size_t kRareShare = 100;  // one in so many

}  // namespace

AttributeTable find_attributes(const Labels& labels) {
  AttributeTable table;
  const auto rows = static_cast<std::size_t>(labels.rows());
  const std::size_t least = std::max(kLeastPictures, rows / kRareShare);
  for (std::size_t column = 0; column < labels.columns.size(); ++column) {
    std::map<std::string, std::size_t> counts;
    for (const std::string& value : labels.values[column]) ++counts[value];
    std::map<std::string, int> places;
    Attribute attribute{labels.columns[column], {}};
    for (const auto& [value, count] : counts) {
      if (count < least) continue;
      places[value] = static_cast<int>(attribute.values.size());
      attribute.values.push_back(value);
    }
    if (attribute.values.size() < 2 || attribute.values.size() > kMostValues) {
      table.left_out.push_back(labels.columns[column]);
      continue;
    }
    std::vector<int> classes;
    for (const std::string& value : labels.values[column]) {
      const auto place = places.find(value);
      classes.push_back(place == places.end() ? -1 : place->second);
    }
    table.attributes.push_back(std::move(attribute));
    table.classes.push_back(std::move(classes));
  }
  return table;
}

}  // namespace facet
