#include "ui/likeness.h"

#include <doctest/doctest.h>

#include <memory>
#include <string>

#include "tests/ui/panel_harness.h"

using namespace facet;
using namespace facet::ui;

namespace {

ImagePtr grey() { return std::make_shared<const Image>(make_image(kFaceSide, kFaceSide, 3)); }

struct LikenessHarness : PanelHarness {
  LikenessHarness() {
    data.count = 5000;
    state.hovered_picture = {grey(), 7};
    show("Likeness", draw, {0, 0}, {500, 200});
  }

  static void draw(PanelContext& context) {
    const Picture& drawn = context.state.hovered_picture;
    if (can_compare(context, drawn)) draw_likeness(context, likeness_of(context, drawn, 1));
  }

  void answer(std::uint64_t serial, bool is_copy = false) {
    measured.likeness = std::make_shared<const Likeness>(
        Likeness{serial, {grey(), "faces.npy", 12}, 0.1234, 0.2, is_copy});
  }
};

}  // namespace

TEST_CASE_FIXTURE(LikenessHarness,
                  "a face is asked for once, and its likeness shown when it comes") {
  CHECK(text().find("differs by") == std::string::npos);
  REQUIRE(output.to_compare);
  CHECK(output.to_compare->serial == 7);
  CHECK(text().find("differs by") == std::string::npos);
  CHECK_FALSE(output.to_compare);
  answer(7);
  CHECK(text().find("differs by 0.123, a new face by 0.200") != std::string::npos);
  CHECK(text().find("copy") == std::string::npos);
  answer(7, true);
  CHECK(text().find("it may be a copy") != std::string::npos);
}

TEST_CASE_FIXTURE(LikenessHarness,
                  "newer weights' picture is asked for when the last is answered") {
  frames(1);
  state.hovered_picture.serial = 8;
  frames(1);
  CHECK_FALSE(output.to_compare);
  answer(7);
  CHECK(text().find("differs by 0.123") != std::string::npos);
  REQUIRE(output.to_compare);
  CHECK(output.to_compare->serial == 8);
  CHECK(text().find("differs by 0.123") != std::string::npos);  // until the newer one comes
}

TEST_CASE_FIXTURE(LikenessHarness, "without training pictures nothing is compared") {
  data.count = 0;
  CHECK(text().find("nearest") == std::string::npos);
  CHECK_FALSE(output.to_compare);
}
