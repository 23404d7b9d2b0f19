#include "core/base/label_kinds.h"

#include <doctest/doctest.h>

namespace facet {
namespace {

TEST_CASE("pictures that meet all conditions are counted") {
  const std::vector<LabelKind> kinds = {{"hair", {"blue", "red"}, {0, 1, 1, -1, 1}},
                                        {"long", {"0", "1"}, {0, 0, 1, 0, 0}}};
  const auto count = [&](const std::vector<LabelCondition>& conditions) {
    return count_pictures(kinds, conditions);
  };
  CHECK(count({}) == 5);
  CHECK(count({{"hair", "red"}}) == 3);
  CHECK(count({{"hair", "red"}, {"long", "0"}}) == 2);
  CHECK(count({{"hair", "green"}}) == 0);
  CHECK(count({{"eyes", "red"}}) == 0);
  CHECK(count_pictures({}, {}) == 0);
}

TEST_CASE("a list is named as people say what its faces share") {
  const auto name = [](const std::vector<LabelCondition>& conditions) {
    return list_name_of(conditions);
  };
  CHECK(name({{"long", "0"}, {"hair", "red"}}) == "short_red");
  CHECK(name({{"female", "1"}, {"mouth_open", "0"}}) == "woman_mouth_closed");
  CHECK(name({{"size", "3"}}) == "size_3");
  CHECK(name({{"skin", "very pale"}}) == "very_pale");
  CHECK(name({}).empty());
}

}  // namespace
}  // namespace facet
