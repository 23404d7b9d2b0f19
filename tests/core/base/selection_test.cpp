#include "core/base/selection.h"

#include <doctest/doctest.h>

namespace facet {
namespace {

TEST_CASE("cells, pictures and labels are selected") {
  CHECK(*parse_selection("17,3,40") == Selection(CellSelection{{17, 3, 40}}));
  CHECK(*parse_selection("a,b.npy#12,0") == Selection(PictureSelection{"a,b.npy", {12, 0}}));
  CHECK(*parse_selection("D?hair=red&long=0:3") ==
        Selection(LabelSelection{"D", {{"hair", "red"}, {"long", "0"}}, 3}));
  CHECK(*parse_selection("D?hair=red&long=0~3") ==
        Selection(LabelSelection{"D", {{"hair", "red"}, {"long", "0"}}, 3, true}));
  CHECK(*parse_selection("drawn:100:7?hair=red") ==
        Selection(LabelSelection{"drawn:100:7", {{"hair", "red"}}, std::nullopt}));
}

TEST_CASE("a selection that cannot be read is a usage error that quotes it") {
  for (const char* text : {"", "x", "1,,2", "-1", "99999999999999999999", "#1", "?a=b", "D?a",
                           "D?a=b:0", "D?a=b:x", "D?a=b~0", "D?a=b~", "D#", "3000000000"}) {
    CAPTURE(text);
    const Result<Selection> selection = parse_selection(text);
    REQUIRE_FALSE(selection);
    CHECK(selection.error().code == ErrorCode::kUsage);
    CHECK(selection.error().where == text);
  }
}

TEST_CASE("a group is split at its first equals sign") {
  const Result<Group> group = parse_group("red=D?hair=red:3");
  REQUIRE(group);
  CHECK(group->name == "red");
  CHECK(group->selection == Selection(LabelSelection{"D", {{"hair", "red"}}, 3}));
  CHECK_FALSE(parse_group("=1"));
  CHECK_FALSE(parse_group("red"));
  CHECK_FALSE(parse_group("a b=1"));
  CHECK_FALSE(parse_group("1a=1"));
}

}  // namespace
}  // namespace facet
