#include "core/measure/attributes.h"

#include <doctest/doctest.h>

namespace facet {
namespace {

TEST_CASE("columns of few values are attributes, names and measures are not") {
  Labels labels;
  labels.columns = {"name", "hair", "same"};
  labels.values.resize(3);
  for (int i = 0; i < 400; ++i) {
    labels.values[0].push_back("n" + std::to_string(i));
    labels.values[1].push_back(i == 0 ? "rare" : i % 2 == 0 ? "red" : "blue");
    labels.values[2].push_back("x");
  }
  const AttributeTable table = find_attributes(labels);
  REQUIRE(table.attributes.size() == 1);
  CHECK(table.attributes[0] == Attribute{"hair", {"blue", "red"}});
  CHECK(table.classes[0][0] == -1);
  CHECK(table.classes[0][1] == 0);
  CHECK(table.classes[0][2] == 1);
  CHECK(table.left_out == std::vector<std::string>{"name", "same"});
}

TEST_CASE("without labels there is no attribute") { CHECK(find_attributes({}).attributes.empty()); }

}  // namespace
}  // namespace facet
